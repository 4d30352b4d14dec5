package dev.wharfinger.records.log;

import dev.wharfinger.platform.http.PageBytes;

/** Whose log it is, with its id; 0 for the log of all accounts. */
record Subject(Kind kind, long id) {

  private static final String SELECT =
      """
      SELECT l.seq, l.ordinal, l.time, l.kind, l.metadata, l.ip, p.kind AS performer_kind,
             p.name AS performer_name, p.email AS performer_email, n.kind AS namespace_kind,
             n.name AS namespace_name, n.email AS namespace_email
      FROM every_usage_log l LEFT JOIN namespace p ON p.id = l.performer
      LEFT JOIN namespace n ON n.id = l.namespace
      WHERE l.time >= $1 AND l.time <= $2 AND ($5 OR l.kind NOT LIKE $6)
        AND (%1$s l.time, l.seq, l.ordinal) < (%2$s $2, $3, $4) AND (%1$s l.time) >= (%2$s $1)
        AND %3$s
      ORDER BY %4$s l.time DESC, l.seq DESC, l.ordinal DESC LIMIT $7
      """;

  static final Subject EVERYBODY = new Subject(Kind.EVERYBODY, 0);

  /** The list that page tokens are valid for. */
  String list() {
    return switch (kind) {
      case ACCOUNT, EVERYBODY -> "logs of " + id;
      case REPOSITORY -> "logs of repository " + id;
    };
  }

  /** Whose log it is. */
  enum Kind {
    ACCOUNT("l.namespace"),
    REPOSITORY("l.repository"),
    EVERYBODY("0::bigint");

    private final String column;

    Kind(String column) {
      this.column = column;
    }

    /** A statement with the subject filled in. */
    String in(String sql) {
      return sql.formatted(column);
    }

    /**
     * The statement of a page. One for each kind of query, as a range of the index that has the
     * entries together and in order: the subject comes first in the comparison and in the order, so
     * that a plan made while a table was small cannot scan other subjects' entries.
     */
    String page(boolean byPerformer) {
      String performer = byPerformer ? "l.performer, " : "";
      String performerValue = byPerformer ? "$9, " : "";
      String page =
          switch (this) {
            case ACCOUNT, REPOSITORY ->
                SELECT.formatted(
                    performer + column + ",",
                    performerValue + "$8,",
                    column + " IS NOT NULL",
                    (performer + column + ", ").replace(",", " DESC,"));
            case EVERYBODY -> SELECT.formatted("", "", column + " = $8", "");
          };
      return PageBytes.fitting(page, "metadata", "time DESC, seq DESC, ordinal DESC");
    }
  }
}
