package dev.wharfinger.platform.journal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an account has as a user and loses when it becomes an organization: the rows, and the
 * entities whose end the audit feed reports.
 *
 * @param table of the rows
 * @param columns that refer to the account; a row is deleted if one of them does
 * @param kind of the entities
 */
public record OwnedRows(String table, List<String> columns, String kind) {

  /** Rows that refer to their account by the column {@code account}. */
  public static OwnedRows of(String table, String kind) {
    return new OwnedRows(table, List.of("account"), kind);
  }

  /** Deletes the rows of account {@code $1}. */
  String deletion() {
    return "DELETE FROM "
        + table
        + " WHERE "
        + columns.stream().map(column -> column + " = $1").collect(Collectors.joining(" OR "));
  }
}
