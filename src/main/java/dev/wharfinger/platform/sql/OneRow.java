package dev.wharfinger.platform.sql;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Optional;

/** The result of a statement that gives one row at most. */
public final class OneRow {

  private OneRow() {}

  /** The row of a statement that always gives one. */
  public static Row of(RowSet<Row> rows) {
    return rows.iterator().next();
  }

  /** The row, if there is one. */
  public static Optional<Row> optional(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(of(rows));
  }
}
