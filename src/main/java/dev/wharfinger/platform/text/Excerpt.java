package dev.wharfinger.platform.text;

import dev.wharfinger.platform.config.Bound;

/**
 * The beginning of a text from the request, for a refusal that quotes it. Source: contract common
 * 16.
 */
public final class Excerpt {

  /** The longest excerpt of one value in a refusal. */
  @Bound(
      of = "value quoted in an error text",
      unit = "characters",
      beyond = "cut, ending in \u2026",
      test = "QuotedValuesTest.showsTheFirst256CharactersOfAQuotedValue")
  public static final int MAX_QUOTED = 256;

  private static final String ELLIPSIS = "\u2026";

  private Excerpt() {}

  /** A text of at most {@link #MAX_QUOTED} characters unchanged, a longer one truncated. */
  public static String of(String text) {
    return first(text, MAX_QUOTED, ELLIPSIS);
  }

  /**
   * The first code points of a text.
   *
   * @param end replaces the rest, if there is any
   */
  public static String first(String text, int most, String end) {
    return text.length() <= most || text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most)) + end;
  }
}
