package dev.wharfinger.registries.tag;

/** Conditions on a row t of activity.tag_row. Source: contract repositories 1.1. */
public final class TagRows {

  /** The time came at which it was to expire. */
  static final String HAS_EXPIRED =
      """
      EXISTS (
        SELECT FROM tag_expiration x
        WHERE x.repository = t.repository AND x.tag = t.name AND x.starts = t.at AND x.expires <= now())\
      """;

  /** The tag is set to this. */
  public static final String LIVES =
      "t.digest IS NOT NULL AND t.ends IS NULL AND NOT " + HAS_EXPIRED;

  /** It is immutable, or was when it ended. */
  public static final String IS_IMMUTABLE =
      """
      EXISTS (
        SELECT FROM tag_immutability i
        WHERE i.repository = t.repository AND i.tag = t.name AND i.digest = t.digest)\
      """;

  private TagRows() {}

  /**
   * It lives, or the time machine shows it: that of the namespace now, not that of when the tag
   * ended. In the statement, x is its row of tag_expiration, if any, and $1 the repository.
   *
   * @param now an expression
   */
  static String kept(String now) {
    return """
    (least(t.ends, x.expires) IS NULL OR least(t.ends, x.expires) > %s - (
      SELECT n.tag_expiration_s FROM repository r JOIN namespace n ON n.id = r.namespace WHERE r.id = $1)
      * interval '1 second')\
    """
        .formatted(now);
  }
}
