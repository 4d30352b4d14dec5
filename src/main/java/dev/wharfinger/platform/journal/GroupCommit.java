package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.vault.SubjectKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One Postgres transaction and, inside it, one Kafka append for a batch of commands. */
record GroupCommit(
    Connections connections,
    Journal journal,
    RecordCodec codec,
    SubjectKeys keys,
    Areas areas,
    JournalMetrics metrics,
    Consumer<Set<String>> committed) {

  /** The result of an attempt. */
  enum Verdict {
    /** Every waiting command was completed. */
    COMMITTED,
    /** The journal is ahead of the tables; no command was completed. */
    BEHIND
  }

  /** Decides, appends and commits these commands and completes them. */
  Uni<Verdict> run(List<Pending<?>> commands) {
    return connections.with(connection -> transact(connection, commands));
  }

  private Uni<Verdict> transact(SqlConnection connection, List<Pending<?>> commands) {
    return HeadRow.lock(connection, codec.macs().masters())
        .flatMap(head -> {
          Batch batch = new Batch(commands, connection, areas, head);
          Uni<Long> end = journal.endOffset().memoize().indefinitely();
          // Requested now, read after the decisions: Kafka answers while Postgres works.
          end.subscribe().with(_ -> {}, _ -> {});
          return batch
              .decide()
              .flatMap(_ -> batch.link(codec, keys))
              .flatMap(_ -> end.emitOn(connections.loop()))
              .flatMap(found -> append(connection, batch, found));
        });
  }

  private Uni<Verdict> append(SqlConnection connection, Batch batch, long end) {
    long expected = batch.head().nextOffset();
    if (end < expected) {
      return Uni.createFrom().failure(JournalDataLoss.endsAt(end, expected));
    }
    if (end > expected) {
      return HeadRow.rollback(connection).replaceWith(Verdict.BEHIND);
    }
    List<byte[]> records = batch.bytes();
    if (records.isEmpty()) {
      return HeadRow.rollback(connection).invoke(batch::complete).replaceWith(Verdict.COMMITTED);
    }
    return journal
        .append(records)
        .onFailure()
        .transform(e -> new JournalUnavailable("the append was not acknowledged", e))
        .emitOn(connections.loop())
        .flatMap(offsets ->
            batch.isAt(offsets)
                ? commit(connection, batch, records.size())
                : HeadRow.rollback(connection).replaceWith(Verdict.BEHIND));
  }

  private Uni<Verdict> commit(SqlConnection connection, Batch batch, int records) {
    return HeadRow.commit(connection)
        .onFailure()
        .transform(Failures.CommitUnknown::new)
        .invoke(() -> {
          metrics.appended(records);
          committed.accept(batch.changes());
          batch.complete();
        })
        .replaceWith(Verdict.COMMITTED);
  }
}
