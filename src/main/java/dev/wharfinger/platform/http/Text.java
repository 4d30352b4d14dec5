package dev.wharfinger.platform.http;

/** Which text the service accepts at all. */
final class Text {

  private Text() {}

  /** Whether PostgreSQL can store a text: no NUL, no half surrogate pair. */
  static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0) {
        return false;
      }
      if (Character.isSurrogate(unit)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
