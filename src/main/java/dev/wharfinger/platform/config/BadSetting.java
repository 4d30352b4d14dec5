package dev.wharfinger.platform.config;

/**
 * An invalid value that prevents the start. The configuration library collects these from all keys
 * and prints them with {@link #toString()}, which is therefore only the sentence.
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
