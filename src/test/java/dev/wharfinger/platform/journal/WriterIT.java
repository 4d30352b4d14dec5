package dev.wharfinger.platform.journal;

import static dev.wharfinger.platform.journal.TestEngine.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.journal.TicketEvent.TicketOpened;
import dev.wharfinger.platform.vault.MasterKey;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the journal promises its writers, shown on a real Postgres and a real Kafka. */
class WriterIT {

  private static final byte[] GARBAGE = "who put this here".getBytes(StandardCharsets.UTF_8);

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();
  private TestEngine engine = TestEngine.starting(place);

  @BeforeEach
  void open() {
    engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void commandsThatWaitTogetherAreCommittedTogether() {
    List<Uni<Outcome>> asked =
        IntStream.range(0, 32)
            .mapToObj(_ -> engine.writer().submit(Tickets.envelope(), new Tickets.Count()))
            .toList();
    List<Outcome> outcomes = await(Uni.join().all(asked).andFailFast());
    assertThat(outcomes)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 32)
                .<Outcome>mapToObj(seq -> new Outcome.Done(seq, false, Tickets.NOON))
                .toList());
    assertThat(engine.count("SELECT value FROM counter")).isEqualTo(32);
    assertThat(engine.meter("wharfinger.journal.batch.size")).isLessThan(6);
  }

  @Test
  void refusesWhatIsBeyondItsQueue() {
    assertThat(refusedOf(20, WaitingBytes.MOST / 16)).as("by their bytes").isBetween(1L, 5L);
    assertThat(refusedOf(WriteQueue.MOST + 2 * WriteQueue.BATCH, 0))
        .as("by their number")
        .isPositive();
    assertThat(refusedOf(14, WaitingBytes.MOST / 16)).as("those before have ended").isZero();
  }

  @Test
  void nobodyWaitsForABatchThatHangs() {
    engine.execute(
        """
        CREATE SEQUENCE public.naps;
        CREATE FUNCTION public.nap_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF nextval('public.naps') = 1 THEN
            PERFORM pg_sleep(22);
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER napping BEFORE INSERT ON wharfinger.ticket
          FOR EACH ROW EXECUTE FUNCTION public.nap_once();
        """);
    CompletableFuture<Outcome> asked =
        engine
            .writer()
            .submit(Tickets.envelope(), new Tickets.Open("held up"))
            .subscribeAsCompletionStage()
            .orTimeout(2L * Connections.WATCH_SECONDS, TimeUnit.SECONDS);
    engine.tickUntil(asked::isDone);
    assertThatThrownBy(asked::join).hasCauseInstanceOf(JournalUnavailable.class);
    engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
    assertThat(engine.submit(new Tickets.Open("after"))).isInstanceOf(Outcome.Done.class);
  }

  private long refusedOf(int commands, long bytesEach) {
    List<Uni<String>> asked =
        IntStream.range(0, commands)
            .mapToObj(_ ->
                engine
                    .writer()
                    .submit(Tickets.envelope((int) bytesEach), new Tickets.Count())
                    .map(_ -> "")
                    .onFailure(JournalUnavailable.class)
                    .recoverWithItem(failure -> failure.getMessage()))
            .toList();
    return await(Uni.join().all(asked).andFailFast()).stream()
        .filter(answer -> answer.equals("too many writes are waiting"))
        .count();
  }

  @Test
  void twoInstancesInterleaveWithoutLossAndWithoutGettingInEachOthersWay() {
    try (TestEngine other = TestEngine.running(place)) {
      List<Uni<Outcome>> asked = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        TestEngine one = i % 2 == 0 ? engine : other;
        asked.add(one.writer().submit(Tickets.envelope(), new Tickets.Count()));
      }
      List<Outcome> outcomes = await(Uni.join().all(asked).usingConcurrencyOf(64).andFailFast());
      assertThat(outcomes)
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, 1000)
                  .<Outcome>mapToObj(seq -> new Outcome.Done(seq, false, Tickets.NOON))
                  .toList());
      assertThat(engine.count("SELECT value FROM counter")).isEqualTo(1000);
      assertThat(engine.head().nextOffset()).isEqualTo(1000);
      assertThat(await(engine.journal().endOffset())).as("no append in vain").isEqualTo(1000);
      assertThat(engine.count("SELECT count(*) FROM command_outcome")).isEqualTo(1000);
    }
  }

  /** An append between two looks, at the head and at the topic, is no loss. */
  @Test
  void aLookAtTheTopicMissesNothingWhileAnotherInstanceWrites() {
    try (TestEngine other = TestEngine.running(place)) {
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> {
            while (!over.get()) {
              var _ = other.submit(new Tickets.Count());
            }
          });
      for (int i = 0; i < 1_000; i++) {
        await(engine.writer().inspect());
      }
      over.set(true);
      writing.join();
      assertThat(engine.writer().state()).isInstanceOf(WriterState.Running.class);
    }
  }

  @Test
  void aRecordThatIsTooLongIsRefusedAlone() {
    Uni<Outcome> tooLong =
        engine
            .writer()
            .submit(
                Tickets.envelope(),
                new Tickets.OpenAfter(
                    "x".repeat(Batch.MAX_RECORD_BYTES), () -> Uni.createFrom().voidItem()));
    Uni<Outcome> other = engine.writer().submit(Tickets.envelope(), new Tickets.Open("other"));
    Uni<Object> refused = tooLong.map(Object.class::cast).onFailure().recoverWithItem(it -> it);
    var both = await(Uni.combine().all().unis(refused, other).asTuple());
    assertThat(both.getItem1()).isInstanceOf(RecordTooLong.class);
    assertThat(both.getItem2()).isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    assertThat(engine.writer().state()).isInstanceOf(WriterState.Running.class);
    assertThat(engine.texts("SELECT title FROM ticket")).containsExactly("other");
  }

  @Test
  void foreignBytesAreVoid() {
    assertThat(engine.append(GARBAGE, new byte[0], "{\"seq\":1}".getBytes(StandardCharsets.UTF_8)))
        .hasSize(3);
    assertThat(engine.submit(new Tickets.Open("first")))
        .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    assertThat(engine.head().nextOffset()).isEqualTo(4);
    assertThat(engine.meter("wharfinger.journal.void")).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource
  void whatNoHolderOfTheKeyWroteIsVoidAndAnAlarm(String name, Foreigner foreigner)
      throws Exception {
    assertThat(engine.submit(new Tickets.Open("first")))
        .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    assertThat(engine.append(foreigner.bytes(engine))).as(name).containsExactly(1L);
    assertThat(engine.submit(new Tickets.Open("second")))
        .isEqualTo(new Outcome.Done(2, false, Tickets.NOON));
    assertThat(engine.append(foreigner.bytes(engine))).as(name).containsExactly(3L);
    engine.tickUntil(() -> engine.meter("wharfinger.journal.foreign") == 2);
    assertThat(engine.writer().state()).isEqualTo(new WriterState.Running());
    assertThat(engine.writer().foreign()).isEqualTo(new ValidRecords.Foreign(2, 3));
    assertThat(engine.texts("SELECT title FROM ticket ORDER BY seq"))
        .containsExactly("first", "second");
    assertThat(await(engine.rebuild().run(false)).switched()).isTrue();
    try (TestEngine other = TestEngine.running(place)) {
      other.tickUntil(() -> other.writer().foreign().records() == 2);
    }
    requireSameRowsAfterReplay();
  }

  /** Somebody who may write to the topic and does not know the master key. */
  private interface Foreigner {
    byte[] bytes(TestEngine engine) throws Exception;
  }

  static Stream<Arguments> whatNoHolderOfTheKeyWroteIsVoidAndAnAlarm() {
    String zeros = "0".repeat(64);
    return Stream.of(
        foreigner("a hash of zeros", _ -> bytes("{\"hash\":\"" + zeros + "\",\"x\":1}")),
        foreigner("nothing", _ -> new byte[0]),
        foreigner("no JSON", _ -> GARBAGE),
        foreigner("a megabyte", _ -> bytes("[".repeat(1 << 20))),
        foreigner(
            "the next record without a code",
            engine -> {
              String text = new String(next(engine, 1), StandardCharsets.UTF_8);
              return hashed("{" + text.substring(text.indexOf("\"seq\"")));
            }),
        foreigner(
            "the next record with a wrong code",
            engine -> {
              String text = new String(next(engine, 1), StandardCharsets.UTF_8);
              int mac = text.indexOf("\"mac\"");
              return hashed("{\"mac\":\"" + zeros + text.substring(mac + "'mac':'".length() + 64));
            }),
        foreigner(
            "a record far ahead without a code",
            engine -> {
              String text = new String(next(engine, 1_000_000), StandardCharsets.UTF_8);
              return hashed("{" + text.substring(text.indexOf("\"seq\"")));
            }),
        foreigner(
            "the next record of another key",
            engine -> {
              byte[] other = new byte[MasterKey.BYTES];
              return JournalFrame.write(
                      Frames.body(next(engine, 1)), new RecordMac(new MasterKey(other)))
                  .bytes();
            }),
        foreigner(
            "the next record, altered",
            engine -> {
              byte[] altered = next(engine, 1);
              altered[altered.length - 20] ^= 1;
              return altered;
            }));
  }

  private static Arguments foreigner(String name, Foreigner foreigner) {
    return Arguments.of(name, foreigner);
  }

  private static byte[] next(TestEngine engine, long ahead) {
    Head head = engine.head();
    return engine
        .record(
            new Head(head.seq() + ahead - 1, head.hash(), head.nextOffset(), head.nextId()),
            Tickets.envelope(),
            opened("smuggled"))
        .bytes();
  }

  private static byte[] hashed(String body) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(body));
    return bytes("{\"hash\":\"" + HexFormat.of().formatHex(digest) + "\"," + body.substring(1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aTombstoneIsVoid() throws Exception {
    try (KafkaProducer<byte[], byte[]> foreign =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                Objects.requireNonNull(place.environment().get("KAFKA_BOOTSTRAP_SERVERS"))),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var _ =
          foreign
              .send(new ProducerRecord<>(TestEngine.topic(place), 0, new byte[] {1}, null))
              .get(30, TimeUnit.SECONDS);
    }
    assertThat(engine.submit(new Tickets.Open("first")))
        .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    engine.tickUntil(() -> engine.meter("wharfinger.journal.foreign") == 1);
  }

  @Test
  void aDeadInstancesBatchThatComesTooLateIsVoidAsAWholeHoweverItIsRead() {
    Head before = engine.head();
    JournalFrame.Written one = engine.record(before, Tickets.envelope(), opened("zombie 1"));
    JournalFrame.Written two =
        engine.record(
            new Head(1, one.hash(), 1, before.nextId() + 1),
            Tickets.envelope(),
            opened("zombie 2"));
    JournalFrame.Written three =
        engine.record(
            new Head(2, two.hash(), 2, before.nextId() + 2),
            Tickets.envelope(),
            opened("zombie 3"));
    assertThat(engine.submit(new Tickets.Open("first")))
        .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    assertThat(engine.append(one.bytes(), two.bytes())).containsExactly(1L, 2L);
    engine.tickUntil(() -> engine.head().nextOffset() == 3);
    // What it is linked to was read before, and is looked for on the topic.
    assertThat(engine.append(three.bytes())).containsExactly(3L);
    assertThat(engine.submit(new Tickets.Open("second")))
        .isEqualTo(new Outcome.Done(2, false, Tickets.NOON));
    assertThat(engine.texts("SELECT title FROM ticket ORDER BY seq"))
        .containsExactly("first", "second");
    assertThat(engine.writer().foreign()).isEqualTo(ValidRecords.Foreign.NONE);
    requireSameRowsAfterReplay();
  }

  @Test
  void aCopyOfARecordIsVoid() {
    byte[] first = engine.record(engine.head(), Tickets.envelope(), opened("first")).bytes();
    assertThat(engine.append(first, first)).hasSize(2);
    assertThat(engine.submit(new Tickets.Open("second")))
        .isEqualTo(new Outcome.Done(2, false, Tickets.NOON));
    assertThat(engine.append(first)).hasSize(1);
    assertThat(engine.submit(new Tickets.Open("third")))
        .isEqualTo(new Outcome.Done(3, false, Tickets.NOON));
    requireSameRowsAfterReplay();
  }

  @Test
  void foreignBytesThatComeBetweenDoNotHurtTheRecord() {
    List<byte[]> once = new ArrayList<>(List.of(GARBAGE));
    Outcome outcome =
        engine.submit(
            new Tickets.OpenAfter(
                "mine",
                () -> once.isEmpty() ? Uni.createFrom().voidItem() : late(once.removeFirst())));
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(engine.texts("SELECT title FROM ticket ORDER BY seq")).containsOnlyOnce("mine");
    requireSameRowsAfterReplay();
  }

  @Test
  void aDeadInstancesRecordThatComesBetweenIsProjectedAndTheCommandDecidedAnew() {
    byte[] zombie = engine.record(engine.head(), Tickets.envelope(), opened("zombie")).bytes();
    List<byte[]> once = new ArrayList<>(List.of(zombie));
    Outcome outcome =
        engine.submit(
            new Tickets.OpenAfter(
                "mine",
                () -> once.isEmpty() ? Uni.createFrom().voidItem() : late(once.removeFirst())));
    assertThat(outcome).isEqualTo(new Outcome.Done(2, false, Tickets.NOON));
    assertThat(engine.texts("SELECT title FROM ticket ORDER BY seq"))
        .containsExactly("zombie", "mine");
    requireSameRowsAfterReplay();
  }

  @Test
  void aDeadInstancesRecordThatComesTooLateIsVoid() {
    Head before = engine.head();
    assertThat(engine.submit(new Tickets.Open("first")))
        .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    assertThat(engine.append(engine.record(before, Tickets.envelope(), opened("zombie")).bytes()))
        .containsExactly(1L);
    assertThat(engine.submit(new Tickets.Open("second")))
        .isEqualTo(new Outcome.Done(2, false, Tickets.NOON));
    assertThat(engine.texts("SELECT title FROM ticket ORDER BY seq"))
        .containsExactly("first", "second");
    requireSameRowsAfterReplay();
  }

  @Test
  void aCrashBetweenAppendAndCommitIsMadeGoodByTheNextWrite() {
    UUID command = UUID.randomUUID();
    Envelope envelope = Tickets.envelope(command, "print");
    assertThat(engine.append(engine.record(engine.head(), envelope, opened("lost")).bytes()))
        .hasSize(1);
    assertThat(engine.submit(new Tickets.Open("lost")))
        .isEqualTo(new Outcome.Refused(new Tickets.TitleTaken()));
    assertThat(engine.submit(envelope, new Tickets.Open("lost")))
        .isEqualTo(new Outcome.Done(1, true, Tickets.NOON));
  }

  @Test
  void aCrashBetweenAppendAndCommitIsMadeGoodByTheTick() {
    assertThat(
            engine.append(engine.record(engine.head(), Tickets.envelope(), opened("lost")).bytes()))
        .hasSize(1);
    engine.tickUntil(() -> engine.head().seq() == 1);
    assertThat(engine.texts("SELECT title FROM ticket")).containsExactly("lost");
    assertThat(engine.committed()).contains(Set.of("ticket:1"));
  }

  @Test
  void aRetryGetsTheStoredOutcomeFromAnyInstance() {
    Envelope envelope = Tickets.envelope(UUID.randomUUID(), "print");
    assertThat(engine.submit(envelope, new Tickets.Open("once")))
        .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    try (TestEngine other = TestEngine.running(place)) {
      assertThat(other.submit(envelope, new Tickets.Open("once")))
          .isEqualTo(new Outcome.Done(1, true, Tickets.NOON));
      assertThat(
              other.submit(
                  Tickets.envelope(envelope.commandId(), "another"), new Tickets.Open("twice")))
          .isEqualTo(new Outcome.Mismatched());
    }
    assertThat(await(engine.journal().endOffset())).isEqualTo(1);
  }

  @Test
  void aRetryPassesTheChecksOfItsCallerAgain() {
    UUID command = UUID.randomUUID();
    Envelope envelope = Tickets.envelope(command, "print");
    var opened = engine.submit(envelope, new Tickets.Guarded("mine", false));
    assertThat(opened).isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    assertThat(engine.submit(envelope, new Tickets.Guarded("mine", false)))
        .isEqualTo(new Outcome.Done(1, true, Tickets.NOON));
    assertThat(engine.submit(envelope, new Tickets.Guarded("mine", true)))
        .isEqualTo(new Outcome.Refused(new Tickets.Barred()));
    assertThat(engine.head().nextId()).as("a retry draws no ids").isEqualTo(2);
  }

  @Test
  void anOutcomeEndsADayAfterItsRecordByTheTimesOfRecords() {
    UUID command = UUID.randomUUID();
    assertThat(engine.submit(at(command, Duration.ZERO), new Tickets.Count()))
        .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    Duration day = Duration.ofHours(24);
    assertThat(engine.submit(at(command, day), new Tickets.Count()))
        .isEqualTo(new Outcome.Done(1, true, Tickets.NOON));
    Duration longer = day.plusMillis(1);
    assertThat(engine.submit(at(command, longer), new Tickets.Count()))
        .isEqualTo(new Outcome.Done(2, false, Tickets.NOON.plus(longer)));
    assertThat(engine.submit(at(command, longer.plus(day)), new Tickets.Count()))
        .isEqualTo(new Outcome.Done(2, true, Tickets.NOON.plus(longer)));
    assertThat(engine.count("SELECT value FROM counter")).isEqualTo(2);
    assertThat(engine.count("SELECT count(*) FROM command_outcome")).isEqualTo(1);
    requireSameRowsAfterReplay();
  }

  @Test
  void outcomesThatEndedAreForgottenAlikeHoweverRecordsComeTogether() {
    long hours = Duration.ofDays(365).toHours();
    for (long hour : new long[] {0, 30, 20, hours, 1, hours + 24, hours - 1, hours + 1}) {
      var outcome =
          engine.submit(at(UUID.randomUUID(), Duration.ofHours(hour)), new Tickets.Count());
      assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }
    assertThat(engine.count("SELECT count(*) FROM command_outcome")).isEqualTo(4);
    requireSameRowsAfterReplay();
  }

  private static Envelope at(UUID command, Duration later) {
    return new Envelope(command, "print", command, null, Actor.SERVICE, Tickets.NOON.plus(later));
  }

  @Test
  void aRetryInTheSameBatchIsARetry() {
    Envelope envelope = Tickets.envelope(UUID.randomUUID(), "print");
    List<Outcome> outcomes =
        await(
            Uni.join()
                .all(
                    engine.writer().submit(Tickets.envelope(), new Tickets.Count()),
                    engine.writer().submit(envelope, new Tickets.Open("once")),
                    engine.writer().submit(envelope, new Tickets.Open("once")))
                .andFailFast());
    assertThat(outcomes)
        .containsExactly(
            new Outcome.Done(1, false, Tickets.NOON),
            new Outcome.Done(2, false, Tickets.NOON),
            new Outcome.Done(2, true, Tickets.NOON));
  }

  @Test
  void aBackendThatDiesAtTheCommitCostsNothing() {
    engine.execute(
        """
        CREATE SEQUENCE public.deaths;
        CREATE FUNCTION public.die_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF nextval('public.deaths') = 1 THEN
            PERFORM pg_terminate_backend(pg_backend_pid());
          END IF;
          RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER dying AFTER INSERT ON wharfinger.ticket
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.die_once();
        """);
    assertThat(engine.submit(new Tickets.Open("survivor"))).isInstanceOf(Outcome.Done.class);
    assertThat(engine.count("SELECT last_value FROM public.deaths")).isGreaterThan(1);
    assertThat(engine.texts("SELECT title FROM ticket")).containsExactly("survivor");
    assertThat(await(engine.journal().endOffset())).isEqualTo(1);
    assertThat(engine.writer().state()).isEqualTo(new WriterState.Running());
  }

  @Test
  void aTransientFailureIsNotRetriedForEver() {
    engine.execute(
        """
        CREATE SEQUENCE public.deaths;
        CREATE FUNCTION public.die() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM nextval('public.deaths'), pg_terminate_backend(pg_backend_pid());
          RETURN NEW;
        END $$;
        CREATE TRIGGER dying BEFORE INSERT ON wharfinger.ticket
          FOR EACH ROW EXECUTE FUNCTION public.die();
        """);
    CompletableFuture<Outcome> asked =
        engine
            .writer()
            .submit(Tickets.envelope(), new Tickets.Open("in vain"))
            .subscribeAsCompletionStage()
            .orTimeout(10L * Writer.RETRY_SECONDS, TimeUnit.SECONDS);
    assertThatThrownBy(asked::join).hasCauseInstanceOf(JournalUnavailable.class);
    assertThat(engine.count("SELECT last_value FROM public.deaths")).isGreaterThan(1);
    engine.execute("DROP TRIGGER dying ON wharfinger.ticket");
    engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
    assertThat(engine.submit(new Tickets.Open("after"))).isInstanceOf(Outcome.Done.class);
    assertThat(engine.texts("SELECT title FROM ticket")).containsExactly("after");
  }

  @Test
  void aPoisonousCommandFailsAlone() {
    List<Uni<Outcome>> asked = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      asked.add(engine.writer().submit(Tickets.envelope(), new Tickets.Open("before " + i)));
    }
    var broken = engine.writer().submit(Tickets.envelope(), new Tickets.Broken());
    var unprojectable = engine.writer().submit(Tickets.envelope(), new Tickets.Unprojectable());
    var tooLong =
        engine.writer().submit(Tickets.envelope(), new Tickets.Open("x".repeat(9 * 1024 * 1024)));
    var failing = Uni.join().all(broken, unprojectable, tooLong).andCollectFailures();
    var failed = failing.subscribeAsCompletionStage();
    for (int i = 0; i < 10; i++) {
      asked.add(engine.writer().submit(Tickets.envelope(), new Tickets.Open("after " + i)));
    }
    assertThat(await(Uni.join().all(asked).andFailFast()))
        .allMatch(outcome -> outcome instanceof Outcome.Done);
    assertThatThrownBy(failed::join)
        .cause()
        .satisfies(e -> assertThat(e.getMessage()).contains("a mistake", "23514", "bytes"));
    assertThat(engine.writer().state()).isEqualTo(new WriterState.Running());
    assertThat(engine.count("SELECT count(*) FROM ticket")).isEqualTo(20);
    requireSameRowsAfterReplay();
  }

  @Test
  void aRefusedCommandDrawsNoIds() {
    assertThat(engine.submit(new Tickets.Open("once")))
        .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    List<Uni<Outcome>> asked =
        List.of(
            engine.writer().submit(Tickets.envelope(), new Tickets.Open("twice")),
            engine.writer().submit(Tickets.envelope(), new Tickets.Open("once")));
    assertThat(await(Uni.join().all(asked).andFailFast())).hasSize(2);
    assertThat(engine.head().nextId()).isEqualTo(3);
    requireSameRowsAfterReplay();
  }

  @Test
  void aListenerThatFailsDoesNotSpoilTheWrite() {
    engine.failListener();
    assertThat(engine.submit(new Tickets.Open("first")))
        .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    assertThat(engine.committed()).contains(Set.of("ticket:1"));
  }

  private static TicketOpened opened(String title) {
    return new TicketOpened(1, title, null);
  }

  /** Once Kafka has told its end, and before the append. */
  private Uni<?> late(byte[] bytes) {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(Duration.ofMillis(500))
        .flatMap(_ -> engine.journal().append(List.of(bytes)));
  }

  /** The tables are what the journal says: emptied and caught up from nothing they are the same. */
  private void requireSameRowsAfterReplay() {
    long end = await(engine.journal().endOffset());
    engine.tickUntil(() -> engine.head().nextOffset() == end);
    List<List<String>> before = rows();
    engine.close();
    StackAddresses.Isolated empty = LocalStack.freshDatabase();
    engine =
        TestEngine.running(
            new StackAddresses.Isolated(
                empty.database(), place.topicPrefix(), empty.environment()));
    assertThat(rows()).isEqualTo(before);
  }

  private List<List<String>> rows() {
    return List.of(
        engine.texts("SELECT t::text FROM ticket t ORDER BY id").stream()
            .map(String::valueOf)
            .toList(),
        engine.texts("SELECT t::text FROM counter t").stream().map(String::valueOf).toList(),
        engine.texts("SELECT t::text FROM command_outcome t ORDER BY seq").stream()
            .map(String::valueOf)
            .toList(),
        engine.texts("SELECT (seq, hash, next_offset, next_id)::text FROM journal_head").stream()
            .map(String::valueOf)
            .toList());
  }
}
