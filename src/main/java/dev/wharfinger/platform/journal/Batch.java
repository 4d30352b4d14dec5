package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one transaction: decides each on the state left by those before it, projects its
 * events, and links the records into the chain.
 */
final class Batch {

  /**
   * Less than half of Kafka's limit, because the feed reports it together with the previous state.
   */
  @Bound(
      of = "journal record",
      unit = "bytes",
      beyond = "413",
      test = "WriterIT.aRecordThatIsTooLongIsRefusedAlone")
  static final int MAX_RECORD_BYTES = 3 * 1024 * 1024;

  private final List<Pending<?>> commands;
  private final SqlConnection connection;
  private final Areas areas;
  private final Ids ids;
  private final Rows rows;
  private final Head head;
  private final Map<UUID, HeadRow.Done> done = new HashMap<>();
  private final Map<Integer, Uni<Pending.Decider>> loading = new HashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<JournalRecord> records = new ArrayList<>();
  private final List<JournalFrame.Written> frames = new ArrayList<>();

  Batch(List<Pending<?>> commands, SqlConnection connection, Areas areas, Head head) {
    this.commands = commands;
    this.connection = connection;
    this.areas = areas;
    this.head = head;
    this.ids = new Ids(head.nextId());
    this.rows = new Rows(connection, areas.ownedByUser());
  }

  /** Decides and projects everything; completes when the last decision is made. */
  Uni<Void> decide() {
    List<UUID> commandIds =
        commands.stream().flatMap(next -> next.envelope().commandIds().stream()).toList();
    return HeadRow.recall(connection, commandIds)
        .invoke(found -> found.forEach(one -> done.put(one.commandId(), one)))
        .flatMap(_ -> decideFrom(0))
        .onFailure()
        .recoverWithUni(this::rejectFailedCommand);
  }

  /**
   * A failed statement makes every later one fail, including those of valid commands: the first
   * failure is the cause.
   */
  private Uni<Void> rejectFailedCommand(Throwable failure) {
    rows.drop();
    return rows.done().flatMap(_ -> Uni.createFrom().failure(failure));
  }

  private Uni<Void> decideFrom(int index) {
    if (index == commands.size()) {
      return Uni.createFrom().voidItem();
    }
    Pending<?> next = commands.get(index);
    HeadRow.Done before = before(next.envelope());
    if (before != null && !before.isOf(next.envelope())) {
      loading.remove(index);
      outcomes.add(new Outcome.Mismatched());
      return decideFrom(index + 1);
    }
    if (!loading.containsKey(index)) {
      loadFrom(index);
    }
    long drawn = ids.peek();
    return Objects.requireNonNull(loading.remove(index))
        .map(decider -> before == null ? decider.fresh(ids) : decider.again(ids))
        .invoke(decision -> {
          if (before != null || !leavesRecord(decision)) {
            // Replay sees only records, so a record must include the ids that were drawn.
            ids.rewind(drawn);
          }
        })
        .invoke(decision ->
            outcomes.add(
                before == null
                    ? take(next.envelope(), decision)
                    : repeated(before, next.envelope(), decision)))
        .flatMap(_ -> decideFrom(index + 1));
  }

  /** The stored outcome of the command, if any; one that has expired by its time counts as none. */
  private HeadRow.@Nullable Done before(Envelope envelope) {
    for (UUID id : envelope.commandIds()) {
      HeadRow.Done before = done.get(id);
      if (before != null && !HeadRow.isOver(before.time(), envelope.time())) {
        return before;
      }
    }
    return null;
  }

  /**
   * Sends the reads of this command and of those after it that touch other things, stopping before
   * the first command that does not declare what it touches.
   */
  private void loadFrom(int index) {
    rows.release();
    Set<String> touched = new HashSet<>();
    int next = index;
    Set<String> touches;
    do {
      touches = commands.get(next).command().touches();
      touched.addAll(touches);
      Uni<Pending.Decider> load = commands.get(next).load(connection).memoize().indefinitely();
      // Subscribing sends it now; a failure surfaces when its turn comes.
      load.subscribe().with(_ -> {}, _ -> {});
      loading.put(next, load);
      next++;
    } while (!touches.isEmpty()
        && next < commands.size()
        && isDisjoint(commands.get(next).command().touches(), touched));
  }

  private static boolean isDisjoint(Set<String> touches, Set<String> touched) {
    return !touches.isEmpty() && Collections.disjoint(touches, touched);
  }

  private static boolean leavesRecord(Decision decision) {
    return decision instanceof Decision.Accepted accepted && !accepted.events().isEmpty();
  }

  /** A repeated command is checked again for whether its caller is still permitted. */
  private static Outcome repeated(HeadRow.Done before, Envelope envelope, Decision decision) {
    return decision instanceof Decision.Rejected(Rejection rejection) && rejection.deniesCaller()
        ? new Outcome.Refused(rejection)
        : new Outcome.Done(
            before.seq(), true, before.time(), !before.commandId().equals(envelope.commandId()));
  }

  private Outcome take(Envelope envelope, Decision decision) {
    return switch (decision) {
      case Decision.Rejected rejected -> new Outcome.Refused(rejected.rejection());
      case Decision.Accepted accepted when accepted.events().isEmpty() ->
          new Outcome.Done(0, false, envelope.time());
      case Decision.Accepted accepted -> record(envelope, accepted.events());
    };
  }

  private Outcome record(Envelope envelope, List<Event> events) {
    long seq = head.seq() + records.size() + 1;
    // The previous hash is known only once the records are written: link() fills it in.
    JournalRecord record =
        new JournalRecord(
            seq,
            "",
            envelope.commandId(),
            envelope.fingerprint(),
            envelope.correlationId(),
            envelope.causationId(),
            envelope.actor(),
            envelope.time(),
            ids.peek(),
            events,
            envelope.unlogged());
    records.add(record);
    String fingerprint = envelope.fingerprint();
    done.put(
        envelope.commandId(),
        new HeadRow.Done(
            envelope.commandId(), seq, fingerprint == null ? "" : fingerprint, envelope.time()));
    rows.gather();
    areas.project(record, rows);
    return new Outcome.Done(seq, false, envelope.time());
  }

  /** Writes the records as a chain, and sends the rows that go with them. */
  Uni<Void> link(RecordCodec codec, SubjectKeys keys) {
    if (records.isEmpty()) {
      return rows.done();
    }
    String hash = frames.isEmpty() ? head.hash() : frames.getLast().hash();
    try {
      for (JournalRecord record : records.subList(frames.size(), records.size())) {
        JournalFrame.Written frame = codec.write(record.after(hash), keys::cached);
        if (frame.bytes().length > MAX_RECORD_BYTES) {
          throw new RecordTooLong(frame.bytes().length);
        }
        frames.add(frame);
        hash = frame.hash();
      }
    } catch (RecordCodec.MissingKey missing) {
      return keys.find(List.of(missing.id()))
          .flatMap(
              found -> found.isEmpty() ? Uni.createFrom().failure(missing) : link(codec, keys));
    }
    rows.release();
    areas.projectSealed(frames.stream().map(JournalFrame.Written::frame).toList(), codec, rows);
    HeadRow.remember(rows, records);
    HeadRow.move(
        rows,
        new Head(
            head.seq() + records.size(), hash, head.nextOffset() + records.size(), ids.peek()));
    CacheInvalidation.announce(rows);
    return rows.done();
  }

  /** Cache keys that instances must invalidate once this is committed. */
  Set<String> changes() {
    return rows.changes();
  }

  /** The records to append, in order. */
  List<byte[]> bytes() {
    return frames.stream().map(JournalFrame.Written::bytes).toList();
  }

  Head head() {
    return head;
  }

  /** Whether the records have the expected offsets, so that no other writer came in between. */
  boolean isAt(List<Long> offsets) {
    for (int i = 0; i < frames.size(); i++) {
      if (offsets.get(i) != head.nextOffset() + i) {
        return false;
      }
    }
    return true;
  }

  /** Completes every waiting command. */
  void complete() {
    for (int i = 0; i < commands.size(); i++) {
      commands.get(i).complete(outcomes.get(i));
    }
  }
}
