package dev.wharfinger.platform.journal;

import static dev.wharfinger.platform.journal.TestEngine.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.vault.KeyRotation;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.MasterKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** All instances change over to another master key between the same two records. */
class MasterKeySwitchIT {

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();
  private final MasterKey old =
      MasterKey.fromBase64(
          Objects.requireNonNull(place.environment().get("WHARFINGER_MASTER_KEY")));
  private final MasterKey fresh = new MasterKey(new byte[MasterKey.BYTES]);

  private TestEngine withBoth() {
    TestEngine engine =
        TestEngine.starting(
            place, new MasterKeys(fresh, Optional.of(old)), TestEngine.AREAS.types());
    engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
    return engine;
  }

  @Test
  void fromTheSwitchOnNobodyWritesWithTheOldKey() {
    try (TestEngine oldOnly = TestEngine.running(place);
        TestEngine both = withBoth();
        TestEngine other = withBoth()) {
      assertThat(oldOnly.submit(new Tickets.Open("1"))).isEqualTo(done(1));
      assertThat(both.submit(new Tickets.Open("2"))).isEqualTo(done(2));
      assertThat(await(both.masterKeySwitch().attempt()))
          .isEqualTo(MasterKeySwitch.Verdict.SWITCHED);
      assertThat(other.submit(new Tickets.Open("3"))).isEqualTo(done(3));
      assertThat(await(other.masterKeySwitch().attempt()))
          .isEqualTo(MasterKeySwitch.Verdict.IN_USE);
      assertThat(macKeys(both)).containsExactly(old.id(), old.id(), fresh.id());

      assertThatThrownBy(() -> oldOnly.submit(new Tickets.Open("lost")))
          .isInstanceOf(JournalUnavailable.class);
      assertThat(oldOnly.writer().state()).isInstanceOf(WriterState.Unsafe.class);
      assertThat(oldOnly.writer().state().reason()).contains("is not the key");
      assertThatThrownBy(() -> await(oldOnly.keys().keepUp()))
          .isInstanceOf(MasterKey.WrongMasterKey.class);

      Event forged = new TicketEvent.TicketOpened(9, "forged", null);
      var _ = oldOnly.append(oldOnly.record(both.head(), Tickets.envelope(), forged).bytes());
      both.tickUntil(() -> both.writer().foreign().records() == 1);
      assertThat(other.submit(new Tickets.Open("4"))).isEqualTo(done(4));
      assertThat(both.texts("SELECT title FROM ticket ORDER BY title"))
          .containsExactly("1", "2", "3", "4");
    }
  }

  @Test
  void aRequestThatWasDoneUnderAnAliasIsNotDoneAgain() {
    try (TestEngine engine = TestEngine.running(place)) {
      UUID before = UUID.randomUUID();
      assertThat(engine.submit(Tickets.envelope(before, "print"), new Tickets.Open("1")))
          .isEqualTo(done(1));
      assertThat(engine.submit(alias(before, "print"), new Tickets.Open("1")))
          .isEqualTo(new Outcome.Done(1, true, Tickets.NOON, true));
      assertThat(engine.submit(alias(before, "another"), new Tickets.Open("1")))
          .isEqualTo(new Outcome.Mismatched());
    }
  }

  @Test
  void aDatabaseThatIsSetBackToBeforeARotationDoesNotWriteWithTheOldKey() {
    try (TestEngine oldOnly = TestEngine.running(place);
        TestEngine both = withBoth()) {
      assertThat(oldOnly.submit(new Tickets.Open("1"))).isEqualTo(done(1));
      for (String table : List.of("master_key", "key_position", "subject_key")) {
        both.execute("CREATE TABLE public.%1$s AS SELECT * FROM vault.%1$s".formatted(table));
      }
      rotate(both);
      assertThat(both.submit(new Tickets.Open("2"))).isEqualTo(done(2));
      for (String table : List.of("master_key", "key_position", "subject_key")) {
        both.execute(
            "DELETE FROM vault.%1$s; INSERT INTO vault.%1$s SELECT * FROM public.%1$s"
                .formatted(table));
      }
    }
    try (TestEngine both = withBoth();
        TestEngine other = withBoth()) {
      assertThat(both.submit(new Tickets.Open("3"))).isEqualTo(done(3));
      assertThat(other.submit(new Tickets.Open("4"))).isEqualTo(done(4));
      assertThat(macKeys(both)).containsExactly(old.id(), fresh.id(), fresh.id(), fresh.id());
      assertThatThrownBy(() -> freshAlone(place))
          .as("what the database has is still wrapped by the old key")
          .hasMessageContaining("is still needed");
      rotate(both);
      await(other.keys().keepUp());
    }
    try (TestEngine alone = freshAlone(place)) {
      assertThat(alone.submit(new Tickets.Open("5"))).isEqualTo(done(5));
    }
    try (TestEngine lost = freshAlone(elsewhere())) {
      assertThat(lost.texts("SELECT title FROM ticket ORDER BY title"))
          .containsExactly("1", "2", "3", "4", "5");
    }
  }

  private static void rotate(TestEngine engine) {
    assertThat(await(engine.masterKeySwitch().attempt()))
        .isNotEqualTo(MasterKeySwitch.Verdict.BEHIND);
    KeyRotation rotation = engine.keys().rotation();
    await(rotation.follow());
    KeyRotation.Step step = KeyRotation.Step.FIRST;
    do {
      step = await(rotation.step(step));
    } while (!step.isLast());
    assertThat(await(rotation.release())).isTrue();
  }

  private TestEngine freshAlone(StackAddresses.Isolated where) {
    MasterKeys masters = new MasterKeys(fresh);
    TestEngine engine = TestEngine.starting(where, masters, TestEngine.AREAS.types());
    try {
      var _ = await(engine.keys().identify());
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
    return engine;
  }

  /** An empty database with the same topics. */
  private StackAddresses.Isolated elsewhere() {
    StackAddresses.Isolated empty = LocalStack.freshDatabase();
    return new StackAddresses.Isolated(empty.database(), place.topicPrefix(), empty.environment());
  }

  @Test
  void anEmptyDatabaseGoesByTheJournal() {
    try (TestEngine oldOnly = TestEngine.running(place)) {
      assertThat(oldOnly.submit(new Tickets.Open("1"))).isEqualTo(done(1));
    }
    try (TestEngine both =
        TestEngine.starting(
            elsewhere(), new MasterKeys(fresh, Optional.of(old)), TestEngine.AREAS.types())) {
      both.tickUntil(() -> both.writer().state() instanceof WriterState.Running);
      assertThat(both.submit(new Tickets.Open("2"))).isEqualTo(done(2));
      assertThat(macKeys(both)).containsExactly(old.id(), old.id());
    }
  }

  private static Envelope alias(UUID command, String fingerprint) {
    return new Envelope(
        UUID.randomUUID(),
        "of the new key",
        UUID.randomUUID(),
        null,
        Actor.SERVICE,
        Tickets.NOON,
        List.of(new Envelope.Alias(command, fingerprint)),
        Set.of(),
        0);
  }

  private static Outcome done(long seq) {
    return new Outcome.Done(seq, false, Tickets.NOON);
  }

  private static List<String> macKeys(TestEngine engine) {
    long end = await(engine.journal().endOffset());
    return await(engine.journal().read(0, end)).records().stream()
        .map(record -> new String(record.bytes(), StandardCharsets.UTF_8))
        .map(text -> text.replaceFirst(".*\"macKey\":\"([0-9a-f]+)\".*", "$1"))
        .toList();
  }
}
