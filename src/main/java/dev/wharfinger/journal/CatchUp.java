package dev.wharfinger.journal;

import dev.wharfinger.vault.SubjectKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import javax.crypto.SecretKey;

/**
 * Projects what the journal has and the tables have not: what a crash left, what another instance
 * appended, or, from nothing, everything.
 */
public final class CatchUp {

  private final Journal journal;
  private final RecordCodec codec;
  private final SubjectKeys keys;
  private final Projections projections;
  private final JournalMetrics metrics;

  public CatchUp(
      Journal journal,
      RecordCodec codec,
      SubjectKeys keys,
      Projections projections,
      JournalMetrics metrics) {
    this.journal = journal;
    this.codec = codec;
    this.keys = keys;
    this.projections = projections;
    this.metrics = metrics;
  }

  /** A valid record that cannot be understood or projected: nobody may go on past it. */
  public static final class CannotProject extends RuntimeException {
    CannotProject(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /**
   * One step from {@code head} towards {@code end}, within the connection's transaction.
   *
   * @param context where the connection lives
   * @return the head after the step; the same as before when there was nothing to do
   */
  Uni<Head> step(SqlConnection connection, Head head, long end, Executor context) {
    return journal
        .read(head.nextOffset(), end)
        .emitOn(context)
        .flatMap(stored ->
            stored.isEmpty() ? Uni.createFrom().item(head) : project(connection, head, stored));
  }

  private Uni<Head> project(SqlConnection connection, Head head, List<Journal.Stored> stored) {
    List<JournalFrame> valid = new ArrayList<>();
    long seq = head.seq();
    String hash = head.hash();
    for (Journal.Stored next : stored) {
      Optional<JournalFrame> frame = frame(next);
      if (frame.isPresent() && ChainRule.continues(seq, hash, frame.get())) {
        valid.add(frame.get());
        seq = frame.get().seq();
        hash = frame.get().hash();
      } else {
        metrics.voidRecord(next.offset());
      }
    }
    long nextOffset = stored.getLast().offset() + 1;
    Head reached = new Head(seq, hash, nextOffset, head.nextId());
    Set<UUID> needed = new HashSet<>();
    valid.forEach(frame -> needed.addAll(RecordCodec.keysOf(frame)));
    return keys.find(needed).flatMap(found -> write(connection, valid, found, reached));
  }

  private static Optional<JournalFrame> frame(Journal.Stored stored) {
    try {
      return JournalFrame.read(stored.bytes());
    } catch (JournalFrame.CorruptRecord e) {
      throw new CannotProject("offset " + stored.offset() + ": " + e.getMessage(), e);
    }
  }

  private Uni<Head> write(
      SqlConnection connection,
      List<JournalFrame> valid,
      Map<UUID, SecretKey> found,
      Head reached) {
    Rows rows = new Rows(connection);
    List<JournalRecord> records = new ArrayList<>(valid.size());
    try {
      for (JournalFrame frame : valid) {
        JournalRecord record = codec.read(frame, found);
        records.add(record);
        projections.project(record, rows);
      }
    } catch (RuntimeException e) {
      return rows.done()
          .onItemOrFailure()
          .transformToUni((_, _) -> Uni.createFrom().failure(cannot(reached, e)));
    }
    long nextId = records.isEmpty() ? reached.nextId() : records.getLast().nextId();
    Head moved = new Head(reached.seq(), reached.hash(), reached.nextOffset(), nextId);
    if (!records.isEmpty()) {
      HeadRow.remember(rows, records);
    }
    HeadRow.move(rows, moved);
    Changes.announce(rows);
    return rows.done()
        .onFailure(Failures::isOfTheStatement)
        .transform(e -> cannot(reached, e))
        .replaceWith(moved)
        .invoke(() -> metrics.caughtUp(records.size()));
  }

  private static CannotProject cannot(Head reached, Throwable e) {
    return new CannotProject(
        "a record up to " + reached.seq() + " cannot be projected: " + e.getMessage(), e);
  }
}
