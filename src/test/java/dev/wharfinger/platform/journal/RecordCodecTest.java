package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.TicketEvent.CounterSet;
import dev.wharfinger.platform.journal.TicketEvent.TicketOpened;
import dev.wharfinger.platform.vault.Personal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

  private static final UUID KEY = new UUID(1, 2);
  private static final SecretKey SECRET = new SecretKeySpec(new byte[32], "AES");
  private static final Personal ANN = new Personal.Known("Ann Ör", KEY);

  private final RecordCodec codec =
      new RecordCodec(new Areas(List.of(new TicketArea())).types(), Frames.MACS);

  @Test
  void readsWhatItWrote() {
    JournalRecord record = record(new TicketOpened(7, "a title", ANN), new CounterSet(2));
    assertThat(codec.read(frame(record), Map.of(KEY, SECRET))).isEqualTo(record);
  }

  @Test
  void keepsWhichNamespacesLeaveNoUsageLog() throws IOException {
    JournalRecord usual = record(new CounterSet(2));
    assertThat(body(usual).has("unlogged")).as("as records always were").isFalse();
    JournalRecord quiet =
        new JournalRecord(
            1,
            Head.GENESIS_HASH,
            UUID.randomUUID(),
            null,
            UUID.randomUUID(),
            null,
            Actor.SERVICE,
            Tickets.NOON,
            2,
            List.of(new CounterSet(1)),
            Set.of("b", "a"));
    assertThat(body(quiet).get("unlogged").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(codec.read(frame(quiet), Map.of())).isEqualTo(quiet);
    assertThat(quiet.after("x").unlogged()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void writesNothingPersonalInPlain() {
    byte[] bytes = codec.write(record(new TicketOpened(7, "a title", ANN)), this::secret).bytes();
    assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("Ann").contains("sealed");
  }

  @Test
  void namesTheKeysThatAFrameNeeds() {
    assertThat(RecordCodec.keysOf(frame(record(new TicketOpened(7, "a title", ANN))).body()))
        .containsExactly(KEY);
    assertThat(RecordCodec.keysOf(frame(record(new CounterSet(1))).body())).containsExactly(KEY);
    JournalRecord impersonal =
        new JournalRecord(
            1,
            Head.GENESIS_HASH,
            UUID.randomUUID(),
            null,
            UUID.randomUUID(),
            null,
            Actor.SERVICE,
            Tickets.NOON,
            2,
            List.of(new CounterSet(1)));
    assertThat(RecordCodec.keysOf(frame(impersonal).body())).isEmpty();
  }

  @Test
  void showsAnErasedSubjectAsErased() {
    JournalRecord read = codec.read(frame(record(new TicketOpened(7, "a title", ANN))), Map.of());
    assertThat(read.events())
        .containsExactly(new TicketOpened(7, "a title", new Personal.Erased(KEY)));
    assertThat(read.actor().name()).isEqualTo(new Personal.Erased(KEY));
  }

  @Test
  void asksForAKeyThatIsNotAtHand() {
    assertThatThrownBy(
            () -> codec.write(record(new TicketOpened(7, "a title", ANN)), _ -> Optional.empty()))
        .isInstanceOfSatisfying(
            RecordCodec.MissingKey.class, missing -> assertThat(missing.id()).isEqualTo(KEY));
  }

  @Test
  void doesNotOpenASealedValueThatWasMovedToAnotherCommand() throws IOException {
    ObjectNode here = body(record(new TicketOpened(7, "a title", ANN)));
    here.put("commandId", UUID.randomUUID().toString());
    assertThatThrownBy(() -> codec.read(frame(here), Map.of(KEY, SECRET)))
        .isInstanceOf(RecordCodec.UnreadableRecord.class)
        .rootCause()
        .hasMessageContaining("a sealed value does not open with its key");
  }

  @Test
  void doesNotOpenASealedValueWithAnotherKey() {
    SecretKey other = new SecretKeySpec(new byte[16], "AES");
    assertThatThrownBy(() ->
            codec.read(frame(record(new TicketOpened(7, "a title", ANN))), Map.of(KEY, other)))
        .isInstanceOf(RecordCodec.UnreadableRecord.class);
  }

  @Test
  void readsAPastVersionAsTheEventOfToday() throws IOException {
    ObjectNode body = body(record(new TicketOpened(7, "a title", null)));
    ObjectNode event = (ObjectNode) body.get("events").get(0);
    event.put("type", "ticket-opened.v1");
    event.putObject("data").put("ticket", 7).put("name", "an old title");
    JournalFrame frame = frame(body);
    for (int i = 0; i < 2; i++) { // reading alters nothing
      assertThat(codec.read(frame, Map.of(KEY, SECRET)).events())
          .containsExactly(new TicketOpened(7, "an old title", null));
    }
  }

  @Test
  void stopsAtAnEventItDoesNotKnow() throws IOException {
    ObjectNode body = body(record(new CounterSet(1)));
    ((ObjectNode) body.get("events").get(0)).put("type", "counter-set.v9");
    requireUnreadable(body);
  }

  @Test
  void tellsARecordOfANewerVersionFromOneThatNobodyUnderstands() throws IOException {
    ObjectNode named = body(record(new CounterSet(1)));
    ((ObjectNode) named.get("events").get(0)).put("type", "counter-set.v9");
    ObjectNode more = body(record(new CounterSet(1)));
    ((ObjectNode) more.get("events").get(0).get("data")).put("unit", "tickets");
    for (ObjectNode newer : List.of(named, more)) {
      assertThatThrownBy(() -> codec.read(frame(newer), Map.of(KEY, SECRET)))
          .isInstanceOf(RecordCodec.NewerRecord.class);
    }
    ObjectNode less = body(record(new CounterSet(1)));
    ((ObjectNode) less.get("events").get(0).get("data")).remove("value");
    assertThatThrownBy(() -> codec.read(frame(less), Map.of(KEY, SECRET)))
        .isNotInstanceOf(RecordCodec.NewerRecord.class);
  }

  @Test
  void stopsAtAnEventWithMoreOrLessThanItKnows() throws IOException {
    ObjectNode more = body(record(new CounterSet(1)));
    ((ObjectNode) more.get("events").get(0).get("data")).put("unit", "tickets");
    requireUnreadable(more);
    ObjectNode less = body(record(new CounterSet(1)));
    ((ObjectNode) less.get("events").get(0).get("data")).remove("value");
    requireUnreadable(less);
    ObjectNode none = body(record(new CounterSet(1)));
    ((ObjectNode) none.get("events").get(0)).remove("data");
    requireUnreadable(none);
  }

  @Test
  void refusesAnEventWithoutAName() {
    record Nameless() implements Event {}
    assertThatThrownBy(() -> codec.write(record(new Nameless()), this::secret))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("has no name in the journal");
  }

  @Test
  void refusesANameGivenTwice() {
    assertThatThrownBy(() ->
            new RecordCodec(
                List.of(
                    EventType.current("same.v1", CounterSet.class),
                    EventType.current("same.v1", TicketOpened.class)),
                Frames.MACS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void requireUnreadable(ObjectNode body) {
    assertThatThrownBy(() -> codec.read(frame(body), Map.of(KEY, SECRET)))
        .isInstanceOf(RecordCodec.UnreadableRecord.class);
  }

  private Optional<SecretKey> secret(UUID id) {
    return id.equals(KEY) ? Optional.of(SECRET) : Optional.empty();
  }

  private JournalFrame frame(JournalRecord record) {
    return codec.frame(codec.write(record, this::secret).bytes()).orElseThrow();
  }

  private JournalFrame frame(ObjectNode body) {
    return codec.frame(JournalFrame.write(body, Frames.MACS).bytes()).orElseThrow();
  }

  private ObjectNode body(JournalRecord record) throws IOException {
    return Frames.body(codec.write(record, this::secret).bytes());
  }

  private static JournalRecord record(Event... events) {
    return new JournalRecord(
        1,
        Head.GENESIS_HASH,
        UUID.randomUUID(),
        "print",
        UUID.randomUUID(),
        UUID.randomUUID(),
        new Actor(new AccountId(5L), ANN, ANN, null, 6L, "client", "automation"),
        Tickets.NOON,
        9,
        List.of(events));
  }
}
