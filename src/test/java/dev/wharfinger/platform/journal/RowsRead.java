package dev.wharfinger.platform.journal;

import static dev.wharfinger.platform.journal.TestEngine.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import java.util.stream.StreamSupport;

/** What a statement costs: the rows that its scans touch, with the plan that serves all values. */
public final class RowsRead {

  private RowsRead() {}

  /**
   * Counts them.
   *
   * @param values in parentheses
   */
  public static long of(TestEngine engine, String sql, String values) {
    String plan =
        await(
            engine
                .pool()
                .withConnection(connection ->
                    connection
                        .query(
                            "SET enable_seqscan = off; SET enable_bitmapscan = off;"
                                + " SET enable_memoize = off;"
                                + " SET plan_cache_mode = force_generic_plan; PREPARE page AS "
                                + sql)
                        .execute()
                        .flatMap(_ ->
                            connection
                                .query(
                                    "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE page"
                                        + values)
                                .execute())
                        .map(rows -> String.valueOf(rows.iterator().next().getValue(0)))
                        .call(() -> connection.query("DEALLOCATE page; RESET ALL").execute())));
    return read(Answers.json(plan).get(0).get("Plan"));
  }

  private static long read(JsonNode node) {
    double here =
        node.path("Actual Rows").asDouble()
            + node.path("Rows Removed by Filter").asDouble()
            + node.path("Rows Removed by Index Recheck").asDouble();
    long scanned =
        node.path("Node Type").asText().contains("Scan")
            ? Math.round(here * node.path("Actual Loops").asDouble())
            : 0;
    return scanned
        + StreamSupport.stream(node.path("Plans").spliterator(), false)
            .mapToLong(RowsRead::read)
            .sum();
  }
}
