package dev.wharfinger.platform.journal;

import static dev.wharfinger.platform.journal.TestEngine.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.journal.TicketEvent.TicketOpened;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The read models are what the journal says; a rebuild shows it, or repairs it. */
class RebuildIT {

  private static final List<String> TABLES = List.of("ticket", "counter", "command_outcome");

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();
  private final TestEngine engine = TestEngine.starting(place);
  private UUID reporter = UUID.randomUUID();

  @BeforeEach
  void open() {
    engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
    reporter = await(engine.keys().draw());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void rebuildsTheSameRows() {
    eventful();
    List<List<String>> before = rows();
    RebuildReport report = await(engine.rebuild().run(false));
    assertThat(report.switched()).isTrue();
    assertThat(report.seq()).isEqualTo(22);
    assertThat(report.tables()).allMatch(RebuildReport.Table::equal);
    assertThat(report.tables())
        .extracting(RebuildReport.Table::name)
        .contains("ticket", "counter", "command_outcome", "journal_head", "namespace");
    assertThat(rows()).isEqualTo(before);
    assertThat(schemas()).containsExactly("vault", "wharfinger");
  }

  @Test
  void theServiceGoesOnWithItsPreparedStatementsAndItsMigrations() {
    eventful();
    List<List<String>> before = rows();
    SqlConnection reading = await(engine.pool().getConnection());
    String sql = "SELECT id, title, reporter, opened, seq FROM ticket WHERE seq >= $1";
    int found = await(reading.preparedQuery(sql).execute(Tuple.of(0L))).size();
    assertThat(await(engine.rebuild().run(false)).switched()).isTrue();
    assertThat(engine.submit(new Tickets.Open("after"))).isInstanceOf(Outcome.Done.class);
    assertThat(await(reading.preparedQuery(sql).execute(Tuple.of(0L)))).hasSize(found + 1);
    await(reading.close());
    TestEngine.migrate(
        place.environment(), "wharfinger", "classpath:db/model", "classpath:db/ticket");
    assertThat(rows()).isNotEqualTo(before);
    assertThat(await(engine.rebuild().run(false)).equal()).isTrue();
  }

  @Test
  void findsARowThatIsNotWhatTheJournalSaysAndRepairsItOnDemand() {
    eventful();
    List<List<String>> before = rows();
    engine.execute("UPDATE ticket SET title = 'forged' WHERE title = 'ticket 3'");
    List<List<String>> forged = rows();
    RebuildReport refused = await(engine.rebuild().run(false));
    assertThat(refused.switched()).isFalse();
    assertThat(refused.tables().stream().filter(table -> !table.equal()))
        .extracting(RebuildReport.Table::name)
        .containsExactly("ticket");
    assertThat(rows()).isEqualTo(forged);
    assertThat(schemas()).containsExactly("vault", "wharfinger");

    RebuildReport accepted = await(engine.rebuild().run(true));
    assertThat(accepted.equal()).isFalse();
    assertThat(accepted.switched()).isTrue();
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void findsARowThatIsMissingAndOneTooMany() {
    eventful();
    engine.execute("DELETE FROM command_outcome WHERE seq = 5");
    engine.execute("INSERT INTO ticket VALUES (9999, 'smuggled', NULL, now(), 1)");
    assertThat(await(engine.rebuild().run(false)).tables().stream().filter(it -> !it.equal()))
        .extracting(RebuildReport.Table::name)
        .containsExactly("command_outcome", "ticket");
  }

  @Test
  void writesAndReadsGoOnDuringRebuilds() throws Exception {
    eventful();
    try (TestEngine other = TestEngine.running(place)) {
      AtomicBoolean over = new AtomicBoolean();
      AtomicLong done = new AtomicLong();
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        TestEngine one = i % 2 == 0 ? engine : other;
        clients.add(
            until(
                over,
                () ->
                    one.writer()
                        .submit(Tickets.envelope(), new Tickets.Count())
                        .invoke(outcome -> {
                          assertThat(outcome).isInstanceOf(Outcome.Done.class);
                          done.incrementAndGet();
                        })));
        clients.add(
            until(
                over,
                () ->
                    one.pool()
                        .preparedQuery("SELECT t.title, c.value FROM ticket t CROSS JOIN counter c")
                        .execute()
                        .invoke(rows -> assertThat(rows.size()).isEqualTo(21))));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(await(engine.rebuild().run(false)).switched()).isTrue();
      }
      over.set(true);
      for (CompletableFuture<Void> client : clients) {
        client.get(30, TimeUnit.SECONDS);
      }
      assertThat(done).hasPositiveValue();
      assertThat(engine.count("SELECT value FROM counter")).isEqualTo(done.get() + 1);
      assertThat(await(engine.journal().endOffset()))
          .as("no append in vain")
          .isEqualTo(engine.head().seq() + 1);
      assertThat(await(other.rebuild().run(false)).equal()).isTrue();
    }
  }

  @Test
  void anErasedSubjectLeavesTheChainWhole() {
    eventful();
    await(engine.keys().erase(reporter));
    RebuildReport report = await(engine.rebuild().run(true));
    assertThat(report.tables().stream().filter(table -> !table.equal()))
        .extracting(RebuildReport.Table::name)
        .containsExactly("ticket");
    assertThat(engine.texts("SELECT DISTINCT reporter FROM ticket WHERE reporter IS NOT NULL"))
        .containsExactly("(erased)");
    assertThat(engine.submit(new Tickets.Open("after")))
        .isEqualTo(new Outcome.Done(23, false, Tickets.NOON));
    assertThat(await(engine.rebuild().run(false)).equal()).isTrue();
  }

  @Test
  void tellsCachesOnceToForgetEverythingAndNothingOfThePast() throws Exception {
    eventful();
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    PgSubscriber subscriber =
        PgSubscriber.subscriber(
            TestEngine.vertx(),
            PgConnectOptions.fromUri(setting("QUARKUS_DATASOURCE_REACTIVE_URL"))
                .setUser(setting("QUARKUS_DATASOURCE_USERNAME"))
                .setPassword(setting("QUARKUS_DATASOURCE_PASSWORD")));
    subscriber.channel(CacheInvalidation.CHANNEL).handler(heard::add);
    subscriber.connect().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(await(engine.rebuild().run(false)).switched()).isTrue();
    TestEngine.eventually(() -> !heard.isEmpty());
    assertThat(heard).containsExactly(CacheInvalidation.EVERYTHING);
    subscriber.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void startsCleanAfterAnInterruptedRebuild() {
    eventful();
    List<List<String>> before = rows();
    engine.execute("CREATE SCHEMA wharfinger_shadow");
    engine.execute("CREATE TABLE wharfinger_shadow.journal_head (half boolean)");
    engine.execute("CREATE SCHEMA wharfinger_old");
    engine.execute("CREATE TABLE wharfinger_old.ticket (half boolean)");
    assertThat(await(engine.rebuild().run(false)).switched()).isTrue();
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aSwitchThatDidNotGetItsLocksIsNoSuccess() {
    eventful();
    engine.execute(
        """
        CREATE FUNCTION public.locked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          RAISE EXCEPTION 'canceling statement due to lock timeout' USING ERRCODE = '55P03';
        END $$;
        CREATE TRIGGER locked BEFORE DELETE ON wharfinger.journal_head
          FOR EACH ROW EXECUTE FUNCTION public.locked()
        """);
    assertThatThrownBy(() -> await(engine.rebuild().run(false)))
        .hasMessageContaining("lock timeout");
    engine.execute("DROP TRIGGER locked ON wharfinger.journal_head");
    assertThat(await(engine.rebuild().run(false)).switched()).isTrue();
  }

  @Test
  void refusesASecondRebuildAtTheSameTime() {
    eventful();
    assertThatThrownBy(() ->
            await(
                Uni.join()
                    .all(engine.rebuild().run(false), engine.rebuild().run(false))
                    .andFailFast()))
        .hasMessageContaining("another rebuild is running");
    TestEngine.eventually(() -> schemas().equals(List.of("vault", "wharfinger")));
    TestEngine.eventually(
        () -> engine.count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == 0);
    assertThat(await(engine.rebuild().run(false)).switched()).isTrue();
  }

  /** 22 records, a void one, refusals and a subject. */
  private void eventful() {
    List<Uni<Outcome>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Personal who = i % 2 == 0 ? new Personal.Known("reporter " + i, reporter) : null;
      asked.add(engine.writer().submit(Tickets.envelope(), new Tickets.Open("ticket " + i, who)));
      asked.add(engine.writer().submit(Tickets.envelope(), new Tickets.Open("ticket 0")));
    }
    assertThat(await(Uni.join().all(asked).andFailFast())).hasSize(40);
    assertThat(engine.append("garbage".getBytes(StandardCharsets.UTF_8))).hasSize(1);
    assertThat(engine.submit(new Tickets.Count()))
        .isEqualTo(new Outcome.Done(21, false, Tickets.NOON));
    TicketOpened last = new TicketOpened(engine.head().nextId(), "crashed", null);
    assertThat(engine.append(engine.record(engine.head(), Tickets.envelope(), last).bytes()))
        .hasSize(1);
    engine.tickUntil(() -> engine.head().seq() == 22);
  }

  private static CompletableFuture<Void> until(
      AtomicBoolean over, java.util.function.Supplier<Uni<?>> work) {
    return Multi.createBy()
        .repeating()
        .uni(() -> work.get().replaceWith(true))
        .until(_ -> over.get())
        .collect()
        .last()
        .replaceWithVoid()
        .subscribeAsCompletionStage();
  }

  private List<List<String>> rows() {
    return TABLES.stream()
        .map(table -> engine.texts("SELECT t::text FROM " + table + " t ORDER BY 1"))
        .map(texts -> texts.stream().map(String::valueOf).toList())
        .toList();
  }

  private List<String> schemas() {
    return engine
        .texts("SELECT nspname FROM pg_namespace WHERE nspname ~ '^(wharfinger|vault)' ORDER BY 1")
        .stream()
        .map(String::valueOf)
        .toList();
  }

  private String setting(String name) {
    return Objects.requireNonNull(place.environment().get(name));
  }
}
