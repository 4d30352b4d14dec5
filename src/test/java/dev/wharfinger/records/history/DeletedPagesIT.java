package dev.wharfinger.records.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.platform.journal.RowsRead;
import dev.wharfinger.platform.journal.TestEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of what was deleted, after a million deletions, on a real Postgres. */
class DeletedPagesIT {

  private static final int DELETIONS = 1_000_000;

  /**
   * For each row of a page the record, the namespace and two states, of which the plan counts some
   * again for each subquery that they pass through.
   */
  private static final long COST = 20L * DeletedView.PAGE;

  /** However many deletions there are and however deep the page: a page reads its own rows. */
  @Test
  void aPageCostsWhatItShows() {
    try (TestEngine engine = TestEngine.starting(LocalStack.freshDatabase())) {
      for (int from = 0; from < DELETIONS; from += DELETIONS / 4) {
        fill(engine, from + 1, from + DELETIONS / 4);
      }
      engine.execute("ANALYZE history_end");
      engine.execute("ANALYZE history_record");
      engine.execute("ANALYZE history_version");
      for (String begins : List.of(Long.toString(Long.MAX_VALUE), "500000", "1000")) {
        String from = ", " + begins + ", '~'";
        assertCheap(engine, DeletedView.ALL, "(''" + from + ")");
        assertCheap(engine, DeletedView.OF_KIND, "('robot'" + from + ")");
        assertCheap(engine, DeletedView.OF_ADMINISTRATOR, "(''" + from + ", 3)");
      }
      assertThat(rowsRead(engine, DeletedView.OF_ADMINISTRATOR, "('', 1000000, '~', 77)"))
          .as("rows read for somebody who has none")
          .isLessThan(COST);
    }
  }

  private static void assertCheap(TestEngine engine, String page, String values) {
    assertThat(rowsRead(engine, page, values))
        .as("rows read for the page %s", values)
        .isBetween((long) DeletedView.PAGE, COST);
  }

  private static long rowsRead(TestEngine engine, String page, String values) {
    return RowsRead.of(engine, DeletedView.SHOWN.formatted(page), values);
  }

  /** Each record ended something else, of three kinds, in one of ten namespaces. */
  private static void fill(TestEngine engine, int from, int to) {
    String every =
        " FROM (SELECT i, i %% 10 AS owner, (ARRAY['robot', 'team', 'repository'])[1 + i %% 3] AS kind,"
            + " CASE i %% 3 WHEN 0 THEN 'account/' WHEN 1 THEN 'team/' ELSE 'repository/' END || i AS entity"
            + " FROM generate_series(%d, %d) i) given";
    String given = every.formatted(from, to);
    engine.execute(
        "INSERT INTO history_record (seq, time, actor, events)"
            + " SELECT i, '2026-01-01T00:00:00Z'::timestamptz + i * interval '1 second', '{}', '{}'"
            + given);
    engine.execute(
        "INSERT INTO history_end (entity, seq, born, namespace, kind, by_itself)"
            + " SELECT entity, i, 1, owner, kind, true"
            + given);
    engine.execute(
        "INSERT INTO history_version (entity, seq, step, born, namespace, owners, document)"
            + " SELECT entity, seq, 0, 1, owner, '{}', CASE seq WHEN 0 THEN '{\"name\": \"x\"}'::jsonb END"
            + given
            + ", unnest(ARRAY[0, i]) seq");
  }
}
