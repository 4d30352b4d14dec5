package dev.wharfinger.http;

/** Which text the service takes in at all. */
final class Text {

  private Text() {}

  /** Whether PostgreSQL can store a text: no NUL, no half surrogate pair. */
  static boolean isStorable(String text) {
    return text.codePoints()
        .allMatch(c -> c != 0 && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
