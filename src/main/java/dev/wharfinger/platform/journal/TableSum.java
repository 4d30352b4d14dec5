package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A checksum of a table: two tables with the same rows have the same sum, whatever their order.
 *
 * @param sum of two 64-bit hashes of the text of every row
 */
public record TableSum(long rows, String sum) {

  /** Stands for a table that does not exist. */
  static final TableSum NO_TABLE = new TableSum(0, "no such table");

  private static final String TABLES =
      "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
          + " AND c.relname <> 'flyway_schema_history'";

  /** The sums of all tables of a schema except Flyway's. */
  static Uni<Map<String, TableSum>> of(SqlConnection connection, String schema) {
    return connection
        .preparedQuery(TABLES)
        .execute(Tuple.of(schema))
        .onItem()
        .transformToMulti(found ->
            Multi.createFrom()
                .items(
                    StreamSupport.stream(found.spliterator(), false).map(row -> row.getString(0))))
        .onItem()
        .transformToUniAndConcatenate(
            table -> of(connection, schema, table).map(sum -> Map.entry(table, sum)))
        .collect()
        .with(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Uni<TableSum> of(SqlConnection connection, String schema, String table) {
    return connection
        .query(
            "SELECT count(*), concat_ws(' ', sum(hashtextextended(t::text, 1)::numeric),"
                + " sum(hashtextextended(t::text, 2)::numeric)) FROM "
                + (quoted(schema) + "." + quoted(table))
                + " t")
        .execute()
        .map(found -> {
          Row row = found.iterator().next();
          return new TableSum(row.getLong(0), row.getString(1));
        });
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
