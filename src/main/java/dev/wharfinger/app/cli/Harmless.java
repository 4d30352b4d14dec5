package dev.wharfinger.app.cli;

import java.util.function.IntPredicate;

/**
 * Text of the service as a terminal may show it. Names, descriptions and user agents come from
 * strangers: what would move the cursor, change colours or turn the direction of reading is shown
 * as the escape that JSON has for it.
 */
final class Harmless {

  private static final String CUT = "…";

  private Harmless() {}

  /** On one line: control characters, line ends and invisible characters are escaped. */
  static String text(String text) {
    return escape(text, Harmless::isHarmful);
  }

  /** JSON that means the same; line ends and indents of its layout stay. */
  static String json(String json) {
    return escape(json, point -> point >= 0x7f && isHarmful(point));
  }

  private static String escape(String text, IntPredicate harmful) {
    if (text.codePoints().noneMatch(harmful)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(point -> {
          if (harmful.test(point)) {
            for (char unit : Character.toChars(point)) {
              escaped.append("\\u%04x".formatted((int) unit));
            }
          } else {
            escaped.appendCodePoint(point);
          }
        });
    return escaped.toString();
  }

  private static boolean isHarmful(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Columns of a terminal that a text without harmful characters takes. */
  static int width(String text) {
    return text.codePoints().map(Harmless::width).sum();
  }

  /** As much of a text as fits into some columns, with a mark if it is not all. */
  static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int left = columns - 1;
    for (int point : text.codePoints().toArray()) {
      left -= width(point);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept + CUT;
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  /** East Asian wide and fullwidth characters, and pictures. Source: Unicode annex 11. */
  private static boolean isWide(int point) {
    return point >= 0x1100
        && (point <= 0x115f
            || (point >= 0x2e80 && point <= 0xa4cf && point != 0x303f)
            || (point >= 0xac00 && point <= 0xd7a3)
            || (point >= 0xf900 && point <= 0xfaff)
            || (point >= 0xfe30 && point <= 0xfe6f)
            || (point >= 0xff00 && point <= 0xff60)
            || (point >= 0xffe0 && point <= 0xffe6)
            || (point >= 0x1f300 && point <= 0x1faff)
            || (point >= 0x20000 && point <= 0x3fffd));
  }
}
