package dev.wharfinger.platform.outbound;

/** A text that counts how often somebody looked at one of its characters. */
final class CountedText implements CharSequence {
  private final String text;
  private int looks;

  CountedText(String text) {
    this.text = text;
  }

  int looks() {
    return looks;
  }

  @Override
  public char charAt(int index) {
    looks++;
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
