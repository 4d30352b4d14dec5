package dev.wharfinger.records.log;

import static dev.wharfinger.platform.journal.TestEngine.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.journal.RowsRead;
import dev.wharfinger.platform.journal.TestEngine;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEvent.UsageLogsDropped;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Usage logs lie in tables of a month each, on a real Postgres. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogMonthsIT {

  private static final String TABLE = "SELECT tableoid::regclass::text FROM usage_log ORDER BY seq";
  private static final String OLD = "SELECT name FROM usage_log_months('2021-01-01T00:00:00Z')";

  private final TestEngine engine = TestEngine.starting(LocalStack.freshDatabase());

  @AfterAll
  void close() {
    engine.close();
  }

  @BeforeEach
  void empty() {
    engine.execute("SELECT drop_usage_log_months('2021-01-01T00:00:00Z')");
    assertThat(engine.texts(OLD)).isEmpty();
    engine.execute("TRUNCATE usage_log");
  }

  @Test
  void projectorsMakeTheMonthsThatTheyNeed() {
    project(rows -> {
      entry(1, "2019-03-31T23:59:59.999Z", rows);
      entry(2, "2019-04-01T00:00:00Z", rows);
      entry(3, "2019-04-30T23:59:59.999Z", rows);
    });
    project(rows -> entry(4, "2019-12-31T23:59:59.999Z", rows));
    assertThat(engine.texts(TABLE))
        .containsExactly(
            "usage_log_2019_03", "usage_log_2019_04", "usage_log_2019_04", "usage_log_2019_12");
  }

  @Test
  void monthsAreThoseOfUtcWhateverTheSession() {
    engine.execute(
        "BEGIN; SET LOCAL timezone = 'Pacific/Auckland';"
            + " SELECT make_usage_log_month('2019-03-31T23:00:00Z');"
            + " SELECT make_usage_log_month('2019-04-01T00:00:00Z'); COMMIT");
    project(rows -> entry(1, "2019-03-01T00:00:00Z", rows));
    assertThat(engine.texts(TABLE)).containsExactly("usage_log_2019_03");
    assertThat(engine.texts(OLD)).containsExactly("usage_log_2019_03", "usage_log_2019_04");
  }

  @Test
  void oneMonthIsMadeOnceByAsManyAsWantIt() {
    List<Uni<Void>> wanted =
        Multi.createFrom()
            .range(0, 8)
            .map(_ ->
                engine
                    .pool()
                    .query("SELECT make_usage_log_month('2018-01-01T00:00:00Z')")
                    .execute()
                    .replaceWithVoid())
            .collect()
            .asList()
            .await()
            .atMost(TestEngine.TIMEOUT);
    assertThat(await(Uni.join().all(wanted).andFailFast())).hasSize(8);
    assertThat(engine.texts(OLD)).containsExactly("usage_log_2018_01");
  }

  @Test
  void monthsGoWhole() {
    project(rows -> {
      entry(1, "2019-03-31T23:59:59.999Z", rows);
      entry(2, "2019-04-01T00:00:00Z", rows);
      entry(3, "2019-05-01T00:00:00Z", rows);
    });
    engine.execute("ALTER TABLE usage_log DETACH PARTITION usage_log_2019_03 CONCURRENTLY");
    EventMetadata metadata =
        new EventMetadata(9, 0, Instant.parse("2026-01-01T00:00:00Z"), Actor.SERVICE);
    Instant until = Instant.parse("2019-05-01T00:00:00Z");
    for (int i = 0; i < 2; i++) {
      project(rows -> new LogProjector().project(new UsageLogsDropped(until), metadata, rows));
      assertThat(engine.texts("SELECT seq::text FROM usage_log")).containsExactly("3");
      assertThat(engine.texts(OLD)).containsExactly("usage_log_2019_05");
    }
  }

  @Test
  void somebodyIsForgottenInAllMonths() {
    UUID key = new UUID(0, 5);
    for (String time : List.of("2019-01-05T00:00:00Z", "2019-07-05T00:00:00Z")) {
      EventMetadata metadata =
          new EventMetadata(time.hashCode(), 0, Instant.parse(time), Actor.SERVICE);
      project(rows ->
          LogEntry.of("x")
              .with("who", new Personal.Known("jane", key))
              .on(new AccountId(1), metadata, rows));
    }
    project(rows -> LogEntry.erase(key, rows));
    assertThat(engine.texts("SELECT metadata ->> 'who' FROM usage_log"))
        .containsExactly("(erased)", "(erased)");
  }

  /** However many entries there are and however deep the page: a page reads its own rows. */
  @Test
  void aPageCostsWhatItShows() {
    engine.execute(
        "SELECT make_usage_log_month('2020-01-01T00:00:00Z'::timestamptz + n * interval '1 month')"
            + " FROM generate_series(0, 5) n");
    engine.execute(
        """
        INSERT INTO usage_log (seq, ordinal, time, kind, namespace, performer, metadata)
        SELECT i, 0, '2020-01-01T00:00:00Z'::timestamptz + i * interval '2 minutes', 'x', i % 3,
          CASE WHEN i % 1000 = 0 THEN 7 ELSE 8 END, '{}' FROM generate_series(1, 120000) i
        """);
    engine.execute("ANALYZE usage_log");
    String end = "'2021-01-01T00:00:00Z', -1, 0";
    String deep = "'2020-01-10T00:00:00Z', 6480, 0";
    for (String before : List.of(end, deep)) {
      String values = "('2020-01-01T00:00:00Z', " + before + ", false, 'service\\_key\\_%', 21";
      assertThat(rowsRead(Subject.Kind.EVERYBODY.page(false), values + ", 0)"))
          .isBetween(21L, 100L);
      assertThat(rowsRead(Subject.Kind.ACCOUNT.page(false), values + ", 1)")).isBetween(21L, 100L);
      assertThat(rowsRead(Subject.Kind.ACCOUNT.page(true), values + ", 1, 7)")).isBetween(1L, 100L);
    }
  }

  /** Statistics that know one account only must not make a plan that walks through its entries. */
  @Test
  void aPageOfNothingCostsNothingInAMonthOfSomebodyElses() {
    engine.execute("SELECT make_usage_log_month('2020-01-01T00:00:00Z')");
    engine.execute(
        """
        INSERT INTO usage_log
          (seq, ordinal, time, kind, namespace, performer, metadata, repository)
        SELECT i, 0, '2020-01-01T00:00:00Z'::timestamptz + i * interval '20 seconds', 'x', 1, 8,
          '{}', 3 FROM generate_series(1, 120000) i
        """);
    engine.execute("ANALYZE usage_log");
    String values =
        "('2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z', -1, 0, true, 'service\\_key\\_%', 21, ";
    assertThat(rowsRead(Subject.Kind.ACCOUNT.page(false), values + "2)")).isZero();
    assertThat(rowsRead(Subject.Kind.ACCOUNT.page(true), values + "1, 7)")).isZero();
    assertThat(rowsRead(Subject.Kind.REPOSITORY.page(false), values + "4)")).isZero();
    assertThat(rowsRead(Subject.Kind.REPOSITORY.page(false), values + "3)")).isBetween(21L, 100L);
    assertThat(rowsRead(Subject.Kind.ACCOUNT.page(true), values + "1, 8)")).isBetween(21L, 100L);
  }

  private long rowsRead(String sql, String values) {
    return RowsRead.of(engine, sql, values);
  }

  private static void entry(long seq, String time, Rows rows) {
    LogEntry.of("x")
        .on(new AccountId(1), new EventMetadata(seq, 0, Instant.parse(time), Actor.SERVICE), rows);
  }

  private void project(Consumer<Rows> work) {
    var _ =
        await(
            engine
                .pool()
                .withTransaction(connection -> {
                  Rows rows = new Rows(connection, List.of());
                  work.accept(rows);
                  return rows.done();
                }));
  }
}
