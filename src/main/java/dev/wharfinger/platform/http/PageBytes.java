package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.Bound;

/**
 * Limits the size of an answer with many rows, in the statement that reads them, so that neither
 * the answer nor its rows exhaust the memory. Source: contract common 16.
 */
public final class PageBytes {

  /** A page of a list. */
  @Bound(
      of = "page of a list",
      unit = "bytes",
      beyond = "the page ends earlier, with next_page",
      test = "PageBytesApiTest.endsAPageOfRepositoriesEarly")
  public static final int MAX = 4 * 1024 * 1024;

  /** The free texts of a list without pages. */
  @Bound(
      of = "descriptions in a list without pages, in total",
      unit = "bytes",
      beyond = "each is cut after 64 characters, ending in \u2026",
      test = "PageBytesApiTest.cutsTheDescriptionsOfManyTeams")
  static final int MAX_UNPAGED = 2 * 1024 * 1024;

  /** The rows of a list without pages whose length results from the actions of many. */
  @Bound(
      of =
          "rows of a list without pages: organizations and authorizations of a user; members and"
              + " collaborators of an organization; robots; repositories that a team or a robot"
              + " may use; application-specific tokens of all users",
      unit = "bytes as JSON",
      beyond = "the list ends",
      test = "PageBytesApiTest.endsAListWithoutPagesSomewhere")
  static final int MAX_WHOLE = 4 * 1024 * 1024;

  /** The part of a page reserved for names, times and other values with a limit of their own. */
  private static final int REST = 256 * 1024;

  private static final int SHORT = 64;

  private PageBytes() {}

  /**
   * Wraps a statement so that a page ends before its texts get too long, but never before its first
   * row. The column {@code found} is the number of rows available.
   *
   * @param page the statement for the page
   * @param text its column with the free text or JSON
   * @param order its ordering, which must be unique
   */
  public static String fitting(String page, String text, String order) {
    return """
    SELECT * FROM (
      SELECT page.*, count(*) OVER () AS found, row_number() OVER (ORDER BY %3$s) AS place,
             sum(coalesce(octet_length(to_json(%2$s)::text), 0)) OVER (ORDER BY %3$s) AS text_bytes
      FROM (%1$s) page) fitting
    WHERE place = 1 OR text_bytes <= %4$d ORDER BY place
    """
        .formatted(page, text, order, MAX - REST);
  }

  /**
   * Wraps a statement so that a list without pages ends before its rows get too large.
   *
   * @param list the statement for the whole list
   * @param order its ordering by its own columns, which must be unique
   */
  public static String whole(String list, String order) {
    return """
    SELECT * FROM (
      SELECT list.*, sum(octet_length(row_to_json(list)::text)) OVER (ORDER BY %2$s) AS row_bytes
      FROM (%1$s) list) whole
    WHERE row_bytes <= %3$d ORDER BY %2$s
    """
        .formatted(list, order, MAX_WHOLE);
  }

  /** A column of free text, truncated if all of its rows together are too long. */
  public static String shortened(String column) {
    return "CASE WHEN %1$s AND length(%2$s) > %3$d THEN left(%2$s, %3$d) || '\u2026' ELSE %2$s END"
        .formatted(isTooMuch(column), column, SHORT);
  }

  /** A column of JSON objects, empty if all of its rows together are too large. */
  public static String emptied(String column) {
    return "CASE WHEN %s THEN '{}'::jsonb ELSE %s END"
        .formatted(isTooMuch(column + "::text"), column);
  }

  private static String isTooMuch(String text) {
    return "sum(octet_length(%s)) OVER () > %d".formatted(text, MAX_UNPAGED);
  }
}
