package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.vault.MasterKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;
import java.util.function.Consumer;

/** Keeps the tables up to date with the journal, after a crash or another instance's writes. */
final class Follower {

  private final Connections connections;
  private final Journal journal;
  private final ChainReader chain;
  private final CatchUp catchUp;
  private final MasterKeys masters;
  private final JournalMetrics metrics;
  private final Consumer<Set<String>> committed;
  private volatile String topicId = "";
  private volatile ValidRecords.Foreign foreign = ValidRecords.Foreign.NONE;

  Follower(
      Connections connections,
      Journal journal,
      RecordCodec codec,
      CatchUp catchUp,
      JournalMetrics metrics,
      Consumer<Set<String>> committed) {
    this.connections = connections;
    this.journal = journal;
    this.chain = new ChainReader(journal, codec);
    this.catchUp = catchUp;
    this.masters = codec.macs().masters();
    this.metrics = metrics;
    this.committed = committed;
  }

  /** Opens the journal and catches up with it. */
  Uni<Void> open() {
    return journal
        .open()
        .emitOn(connections.loop())
        .invoke(opened -> topicId = opened)
        .flatMap(opened -> connections.with(connection -> HeadRow.bind(connection, opened)))
        .flatMap(_ -> catchUp.identifyMasterKey())
        .emitOn(connections.loop())
        .flatMap(_ -> requireProjectedRecords())
        .flatMap(_ -> catchUp.openKeys())
        .emitOn(connections.loop())
        .flatMap(_ -> recover());
  }

  /**
   * Checks whether the topic still retains all records, and still has those that were projected,
   * and whether the topic of the keys retains these.
   */
  Uni<Void> inspect() {
    return journal
        .verify()
        .invoke(found -> {
          if (!found.equals(topicId)) {
            throw new HeadRow.OtherTopic();
          }
        })
        .flatMap(_ -> requireProjectedRecords())
        .flatMap(_ -> catchUp.inspectKeys());
  }

  /** The journal cannot be read with this instance's master key. */
  static final class OtherMasterKey extends RuntimeException {
    OtherMasterKey() {
      super("the journal was written with another master key than WHARFINGER_MASTER_KEY");
    }
  }

  /**
   * Verifies that the topic still has the last projected record unchanged or, if nothing was
   * projected, that its content can be read at all.
   */
  Uni<Void> requireProjectedRecords() {
    // First the head, then the end: another instance may append in between, and none can take away.
    return connections
        .with(HeadRow::peek)
        .flatMap(head -> journal.endOffset().flatMap(end -> requireProjectedRecords(head, end)))
        .emitOn(connections.loop());
  }

  private Uni<Void> requireProjectedRecords(Head head, long end) {
    if (end < head.nextOffset()) {
      return Uni.createFrom().failure(JournalDataLoss.endsAt(end, head.nextOffset()));
    }
    return head.seq() == 0
        ? chain
            .beginsWithAnotherKey(end)
            .flatMap(other -> other ? fail(new OtherMasterKey()) : Uni.createFrom().voidItem())
        : chain
            .liesBefore(head.hash(), head.nextOffset())
            .flatMap(there ->
                there ? Uni.createFrom().voidItem() : fail(JournalDataLoss.altered(head.seq())));
  }

  private static Uni<Void> fail(RuntimeException failure) {
    return Uni.createFrom().failure(failure);
  }

  /** What is on the topic, up to the head, that was not written by a holder of the master key. */
  ValidRecords.Foreign foreign() {
    return foreign;
  }

  /** Catches up with the journal, and verifies that it is still the same; retries once. */
  Uni<Void> follow() {
    return Uni.combine()
        .all()
        .unis(connections.with(this::peek), journal.endOffset(), journal.topicId())
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
        })
        .onFailure(Failures::isTransient)
        .retry()
        .atMost(1);
  }

  private Uni<Head> peek(SqlConnection connection) {
    return HeadRow.foreign(connection)
        .invoke(found -> {
          foreign = found;
          metrics.foreign(found);
        })
        .flatMap(_ -> HeadRow.peek(connection));
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
    return HeadRow.lock(connection, masters)
        .flatMap(head ->
            journal
                .endOffset()
                .emitOn(connections.loop())
                .flatMap(end -> towards(connection, head, end)));
  }

  private Uni<Boolean> towards(SqlConnection connection, Head head, long end) {
    if (end < head.nextOffset()) {
      return Uni.createFrom().failure(JournalDataLoss.endsAt(end, head.nextOffset()));
    }
    return catchUp
        .step(connection, head, end, connections.loop())
        .call(reached -> CacheInvalidation.announce(connection, reached.changes()))
        .call(_ -> HeadRow.commit(connection))
        .invoke(reached -> committed.accept(reached.changes()))
        .map(reached -> reached.head().nextOffset() == end);
  }
}
