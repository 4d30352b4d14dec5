package dev.wharfinger.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps the tables level with the journal: opens it, then projects what a crash or another instance
 * left.
 */
final class Follower {

  private final Connections connections;
  private final Journal journal;
  private final CatchUp catchUp;
  private final JournalMetrics metrics;
  private final Consumer<Set<String>> committed;
  private volatile String topicId = "";

  Follower(
      Connections connections,
      Journal journal,
      CatchUp catchUp,
      JournalMetrics metrics,
      Consumer<Set<String>> committed) {
    this.connections = connections;
    this.journal = journal;
    this.catchUp = catchUp;
    this.metrics = metrics;
    this.committed = committed;
  }

  /** Opens the journal and comes level with it. */
  Uni<Void> open() {
    return journal
        .open()
        .emitOn(connections.loop())
        .invoke(opened -> topicId = opened)
        .flatMap(opened -> connections.with(connection -> HeadRow.bind(connection, opened)))
        .flatMap(_ -> recover());
  }

  /** Comes level with the journal, and makes sure that it is still the same. */
  Uni<Void> follow() {
    return Uni.combine()
        .all()
        .unis(connections.with(HeadRow::peek), journal.endOffset(), journal.topicId())
        .asTuple()
        .emitOn(connections.loop())
        .flatMap(found -> {
          metrics.lag(found.getItem2() - found.getItem1().nextOffset());
          if (!found.getItem3().equals(topicId)) {
            return Uni.createFrom().failure(new HeadRow.OtherTopic());
          }
          return found.getItem2() == found.getItem1().nextOffset()
              ? Uni.createFrom().voidItem()
              : recover();
        });
  }

  /** Catches up step by step, each step a transaction of its own. */
  Uni<Void> recover() {
    return Multi.createBy()
        .repeating()
        .uni(() -> connections.with(this::step))
        .whilst(level -> !level)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Boolean> step(SqlConnection connection) {
    return HeadRow.lock(connection)
        .flatMap(head ->
            journal
                .endOffset()
                .emitOn(connections.loop())
                .flatMap(end -> towards(connection, head, end)));
  }

  private Uni<Boolean> towards(SqlConnection connection, Head head, long end) {
    if (end < head.nextOffset()) {
      return Uni.createFrom().failure(LostLog.endsAt(end, head.nextOffset()));
    }
    return catchUp
        .step(connection, head, end, connections.loop())
        .call(reached -> Changes.announce(connection, reached.changes()))
        .call(_ -> HeadRow.commit(connection))
        .invoke(reached -> committed.accept(reached.changes()))
        .map(reached -> reached.head().nextOffset() == end);
  }
}
