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

  /**
   * The entries of a page, as a range of the index that has them together and in order: the subject
   * comes first in the comparison and in the order, so that a plan made while a table was small
   * cannot scan other subjects' entries.
   *
   * @param columns what comes before the time in the index, with a comma at the end
   * @param values of the same, as parameters
   * @param order the same, descending
   */
  private record Range(String columns, String values, String order, String condition) {

    String statement() {
      return SELECT.formatted(columns, values, condition, order);
    }
  }

  /** Whose log it is. */
  enum Kind {
    ACCOUNT(
        "l.namespace",
        new Range("l.namespace,", "$8,", "l.namespace DESC,", "l.namespace IS NOT NULL"),
        new Range(
            "l.performer, l.namespace,",
            "$9, $8,",
            "l.performer DESC, l.namespace DESC,",
            "l.namespace IS NOT NULL")),
    REPOSITORY(
        "l.repository",
        new Range("l.repository,", "$8,", "l.repository DESC,", "l.repository IS NOT NULL"),
        new Range(
            "l.performer, l.repository,",
            "$9, $8,",
            "l.performer DESC, l.repository DESC,",
            "l.repository IS NOT NULL")),
    EVERYBODY(
        "0::bigint",
        new Range("", "", "", "0::bigint = $8"),
        new Range("", "", "", "0::bigint = $8"));

    private final String column;
    private final Range all;
    private final Range ofPerformer;

    Kind(String column, Range all, Range ofPerformer) {
      this.column = column;
      this.all = all;
      this.ofPerformer = ofPerformer;
    }

    /** A statement with the subject filled in. */
    String in(String sql) {
      return sql.formatted(column);
    }

    /** The statement of a page. */
    String page(boolean byPerformer) {
      return PageBytes.fitting(
          (byPerformer ? ofPerformer : all).statement(),
          "metadata",
          "time DESC, seq DESC, ordinal DESC");
    }
  }
}
