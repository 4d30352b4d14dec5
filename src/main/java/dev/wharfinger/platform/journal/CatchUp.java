package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.vault.MasterKeys;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Projects what is in the journal but not in the tables: what a crash left behind, what another
 * instance appended or, starting from empty tables, everything.
 */
public final class CatchUp {

  private final Journal journal;
  private final ChainReader chain;
  private final RecordCodec codec;
  private final SubjectKeys keys;
  private final Areas areas;
  private final JournalMetrics metrics;

  public CatchUp(
      Journal journal, RecordCodec codec, SubjectKeys keys, Areas areas, JournalMetrics metrics) {
    this.journal = journal;
    this.chain = new ChainReader(journal, codec);
    this.codec = codec;
    this.keys = keys;
    this.areas = areas;
    this.metrics = metrics;
  }

  /** A valid record that cannot be understood or projected: no reader may continue past it. */
  public static final class CannotProject extends RuntimeException {
    CannotProject(String reason, @Nullable Throwable cause) {
      super(reason, cause);
    }
  }

  /** A record needs a key that is missing; it can be projected when the key is there again. */
  public static final class LacksKey extends RuntimeException {
    LacksKey(SubjectKeys.MissingKeys cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }
  }

  /**
   * Finds out which master key is in use and what is kept of earlier ones, without which the
   * journal cannot be read. In an empty database the topic of keys says so or, if none was ever
   * replaced, the journal.
   */
  Uni<Void> identifyMasterKey() {
    return keys.identify()
        .flatMap(known ->
            known
                ? Uni.createFrom().voidItem()
                : journal
                    .endOffset()
                    .flatMap(chain::firstMasterKey)
                    .invoke(first -> first.ifPresent(keys::lean))
                    .replaceWithVoid());
  }

  /** The master keys that records are read with. */
  MasterKeys masters() {
    return codec.macs().masters();
  }

  /** Gets the keys ready, without which no record may be projected. */
  Uni<Void> openKeys() {
    return keys.open();
  }

  /** Refuses a store of keys that could lose them. */
  Uni<Void> inspectKeys() {
    return keys.inspect();
  }

  /**
   * The result of a step.
   *
   * @param head unchanged when there was nothing to do
   * @param changes cache keys that instances must invalidate if this is committed; the step itself
   *     sends no notice, because a replay of old records changes nothing
   */
  record Reached(Head head, Set<String> changes) {}

  /**
   * One step from {@code head} towards {@code end}, within the connection's transaction.
   *
   * @param context the event loop of the connection
   */
  Uni<Reached> step(SqlConnection connection, Head head, long end, Executor context) {
    return chain
        .read(head.seq(), head.hash(), head.nextOffset(), end)
        .emitOn(context)
        .flatMap(valid ->
            valid.next() == head.nextOffset()
                ? Uni.createFrom().item(new Reached(head, Set.of()))
                : project(connection, head, valid, context));
  }

  private Uni<Reached> project(
      SqlConnection connection, Head head, ValidRecords valid, Executor context) {
    Head reached = new Head(valid.seq(), valid.hash(), valid.next(), head.nextId());
    Set<UUID> needed = new HashSet<>();
    valid.frames().forEach(frame -> needed.addAll(RecordCodec.keysOf(frame.body())));
    return keys.find(needed)
        .onFailure(SubjectKeys.MissingKeys.class)
        .transform(e -> new LacksKey((SubjectKeys.MissingKeys) e))
        .emitOn(context)
        .flatMap(found -> write(connection, valid, found, reached))
        .invoke(() -> metrics.skipped(valid));
  }

  private Uni<Reached> write(
      SqlConnection connection, ValidRecords valid, Map<UUID, SecretKey> found, Head reached) {
    Rows rows = new Rows(connection, areas.ownedByUser());
    List<JournalRecord> records = new ArrayList<>(valid.frames().size());
    try {
      for (JournalFrame frame : valid.frames()) {
        JournalRecord record = codec.read(frame, found);
        records.add(record);
        areas.project(record, rows);
      }
      areas.projectSealed(valid.frames(), codec, rows);
    } catch (RuntimeException e) {
      Throwable failure = e instanceof RecordCodec.NewerRecord ? e : cannot(reached, e);
      return rows.done()
          .onItemOrFailure()
          .transformToUni((_, _) -> Uni.createFrom().failure(failure));
    }
    long nextId = records.isEmpty() ? reached.nextId() : records.getLast().nextId();
    Head moved = new Head(reached.seq(), reached.hash(), reached.nextOffset(), nextId);
    if (!records.isEmpty()) {
      HeadRow.remember(rows, records);
    }
    HeadRow.move(rows, moved);
    if (valid.foreign().records() > 0) {
      HeadRow.note(rows, valid.foreign());
    }
    return rows.done()
        .onFailure(Failures::isOfTheStatement)
        .transform(e -> cannot(reached, e))
        .replaceWith(new Reached(moved, rows.changes()))
        .invoke(() -> metrics.caughtUp(records.size()));
  }

  private static CannotProject cannot(Head reached, Throwable e) {
    return new CannotProject(
        "a record up to " + reached.seq() + " cannot be projected: " + e.getMessage(), e);
  }
}
