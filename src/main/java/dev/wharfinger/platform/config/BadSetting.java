package dev.wharfinger.platform.config;

/**
 * A value that stops the start. The configuration library collects these from all keys and prints
 * them with {@link #toString()}, so that is the sentence alone.
 */
final class BadSetting extends IllegalArgumentException {

  BadSetting(String sentence) {
    super(sentence);
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
