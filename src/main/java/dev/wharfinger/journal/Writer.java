package dev.wharfinger.journal;

import dev.wharfinger.vault.SubjectKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Takes every write: group commit, one Postgres transaction and one Kafka append for up to {@link
 * #BATCH} queued commands. Any number of instances may run one; the lock on the head row lets one
 * at a time through, and the offset check finds out whoever got in without it.
 */
public final class Writer {

  private static final Logger LOG = Logger.getLogger(Writer.class);

  /** Commands in one transaction at most. */
  static final int BATCH = 256;

  /** Commands that may wait; beyond that a client had better come back later. */
  static final int QUEUE = 8_192;

  private static final int ATTEMPTS = 6;

  private final Pool pool;
  private final Journal journal;
  private final RecordCodec codec;
  private final SubjectKeys keys;
  private final Projections projections;
  private final CatchUp catchUp;
  private final JournalMetrics metrics;
  private final Consumer<Set<String>> committed;
  private final Context context;
  private final Executor onContext;
  private final Deque<Pending<?>> queue = new ArrayDeque<>();
  private boolean busy;
  private volatile WriterState state = new WriterState.Starting("not opened yet");

  public Writer(
      Vertx vertx,
      Pool pool,
      Journal journal,
      RecordCodec codec,
      SubjectKeys keys,
      Projections projections,
      CatchUp catchUp,
      JournalMetrics metrics,
      Consumer<Set<String>> committed) {
    this.pool = pool;
    this.journal = journal;
    this.codec = codec;
    this.keys = keys;
    this.projections = projections;
    this.catchUp = catchUp;
    this.metrics = metrics;
    this.committed = committed;
    this.context = vertx.getOrCreateContext();
    this.onContext = command -> context.runOnContext(_ -> command.run());
  }

  /** Whether writes are taken. */
  public WriterState state() {
    return state;
  }

  /**
   * Has a command decided and stored. Fails with {@link JournalUnavailable} when that cannot be
   * done now or its outcome is unknown; a retry with the same command id learns which.
   */
  public <S> Uni<Outcome> submit(Envelope envelope, Command<S> command) {
    Context caller = Vertx.currentContext();
    Uni<Outcome> outcome =
        Uni.createFrom()
            .emitter(waiting ->
                onContext.execute(() -> enqueue(new Pending<>(envelope, command, waiting))));
    return caller == null
        ? outcome
        : outcome.emitOn(reply -> caller.runOnContext(_ -> reply.run()));
  }

  private void enqueue(Pending<?> next) {
    switch (state) {
      case WriterState.Running _ when queue.size() < QUEUE -> {
        queue.add(next);
        pump();
      }
      case WriterState.Running _ -> next.fail(new JournalUnavailable("too many writes wait", null));
      case WriterState.Starting starting ->
          next.fail(new JournalUnavailable(starting.reason(), null));
      case WriterState.Halted halted -> next.fail(new JournalUnavailable(halted.reason(), null));
    }
  }

  private void pump() {
    if (busy || queue.isEmpty()) {
      return;
    }
    List<Pending<?>> batch = new ArrayList<>();
    while (batch.size() < BATCH && !queue.isEmpty()) {
      batch.add(queue.remove());
    }
    run(attempt(batch, 1).onFailure().recoverWithUni(failure -> giveUp(batch, failure)));
  }

  /** Runs one piece of work; nothing else runs on the head until it is over. */
  private void run(Uni<Void> work) {
    busy = true;
    work.emitOn(onContext)
        .subscribe()
        .with(
            _ -> {
              busy = false;
              pump();
            },
            failure -> {
              LOG.error("The writer met a failure that nobody handled", failure);
              busy = false;
              pump();
            });
  }

  /**
   * Follows the journal: opens it at first, then projects what others or a crash left. Called every
   * second; does nothing while a batch runs, which catches up by itself.
   */
  public void tick() {
    onContext.execute(() -> {
      if (busy || state instanceof WriterState.Halted) {
        return;
      }
      run(
          (state instanceof WriterState.Starting ? start() : follow())
              .onFailure()
              .recoverWithUni(this::note));
    });
  }

  private Uni<Void> start() {
    return journal
        .open()
        .emitOn(onContext)
        .flatMap(topicId -> withConnection(connection -> HeadRow.bind(connection, topicId)))
        .flatMap(_ -> recover())
        .invoke(() -> {
          state = new WriterState.Running();
          LOG.info("The journal is open and the read models are level with it");
        });
  }

  private Uni<Void> follow() {
    return Uni.combine()
        .all()
        .unis(withConnection(HeadRow::peek), journal.endOffset().emitOn(onContext))
        .asTuple()
        .invoke(both -> metrics.lag(both.getItem2() - both.getItem1().nextOffset()))
        .flatMap(both ->
            both.getItem2() == both.getItem1().nextOffset()
                ? Uni.createFrom().voidItem()
                : recover());
  }

  private Uni<Void> note(Throwable failure) {
    if (mustHalt(failure)) {
      halt(failure);
    } else if (state instanceof WriterState.Starting) {
      state = new WriterState.Starting(String.valueOf(failure.getMessage()));
      LOG.warnf("The journal cannot be opened yet: %s", failure.toString());
    } else {
      LOG.warnf("The journal cannot be followed now: %s", failure.toString());
    }
    return Uni.createFrom().voidItem();
  }

  /** Catches up step by step, each step a transaction of its own. */
  private Uni<Void> recover() {
    return withConnection(connection ->
            HeadRow.lock(connection)
                .flatMap(head ->
                    journal
                        .endOffset()
                        .emitOn(onContext)
                        .flatMap(end -> towards(connection, head, end)))
                .call(_ -> HeadRow.commit(connection)))
        .flatMap(level -> level ? Uni.createFrom().voidItem() : recover());
  }

  private Uni<Boolean> towards(SqlConnection connection, Head head, long end) {
    if (end < head.nextOffset()) {
      return Uni.createFrom().failure(new LostLog(head.nextOffset(), end));
    }
    return catchUp
        .step(connection, head, end, onContext)
        .map(reached -> reached.nextOffset() == end);
  }

  private enum Verdict {
    COMMITTED,
    BEHIND
  }

  private Uni<Void> attempt(List<Pending<?>> batch, int attempt) {
    if (attempt > ATTEMPTS) {
      return Uni.createFrom().failure(new JournalUnavailable("the journal is contended", null));
    }
    return withConnection(connection -> transact(connection, batch))
        .flatMap(verdict ->
            switch (verdict) {
              case COMMITTED -> Uni.createFrom().voidItem();
              case BEHIND -> recover().flatMap(_ -> attempt(batch, attempt + 1));
            })
        .onFailure(CommitUnknown.class)
        .recoverWithUni(_ ->
            Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(200L * attempt))
                .emitOn(onContext)
                .flatMap(_ -> attempt(batch, attempt + 1)));
  }

  private Uni<Verdict> transact(SqlConnection connection, List<Pending<?>> commands) {
    return HeadRow.lock(connection)
        .flatMap(head -> {
          Batch batch = new Batch(commands, connection, projections, head);
          Uni<Long> end = journal.endOffset().memoize().indefinitely();
          // Asked now, read after the decisions: Kafka's answer travels while Postgres works.
          end.subscribe().with(_ -> {}, _ -> {});
          return batch
              .decide()
              .flatMap(_ -> batch.link(codec, keys))
              .flatMap(_ -> end.emitOn(onContext))
              .flatMap(found -> append(connection, batch, found));
        });
  }

  private Uni<Verdict> append(SqlConnection connection, Batch batch, long end) {
    long expected = batch.head().nextOffset();
    if (end < expected) {
      return Uni.createFrom().failure(new LostLog(expected, end));
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
        .emitOn(onContext)
        .flatMap(offsets ->
            batch.isAt(offsets)
                ? commit(connection, batch, records.size())
                : HeadRow.rollback(connection).replaceWith(Verdict.BEHIND));
  }

  private Uni<Verdict> commit(SqlConnection connection, Batch batch, int records) {
    return HeadRow.commit(connection)
        .onFailure()
        .transform(CommitUnknown::new)
        .invoke(() -> {
          metrics.appended(records);
          committed.accept(batch.changes());
          batch.complete();
        })
        .replaceWith(Verdict.COMMITTED);
  }

  /** A batch that failed as a whole: finds the one that is to blame, or tells all to come back. */
  private Uni<Void> giveUp(List<Pending<?>> batch, Throwable failure) {
    if (mustHalt(failure)) {
      halt(failure);
      batch.forEach(next -> next.fail(new JournalUnavailable(failure.toString(), failure)));
    } else if (!ownFault(failure)) {
      LOG.warnf("%d writes were not taken: %s", batch.size(), failure.toString());
      batch.forEach(next -> next.fail(new JournalUnavailable("not available now", failure)));
    } else if (batch.size() == 1) {
      batch.getFirst().fail(failure);
    } else {
      return oneByOne(batch, 0);
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> oneByOne(List<Pending<?>> batch, int index) {
    if (index == batch.size()) {
      return Uni.createFrom().voidItem();
    }
    List<Pending<?>> single = List.of(batch.get(index));
    return attempt(single, 1)
        .onFailure()
        .recoverWithUni(failure -> giveUp(single, failure))
        .flatMap(_ -> oneByOne(batch, index + 1));
  }

  /** Whether a command, not the surroundings, made its batch fail. */
  private static boolean ownFault(Throwable failure) {
    return Failures.isOfTheStatement(failure)
        || failure instanceof RecordCodec.MissingKey
        || failure instanceof NullPointerException
        || failure instanceof IllegalStateException
        || failure instanceof IllegalArgumentException
        || failure instanceof ClassCastException;
  }

  private static boolean mustHalt(Throwable failure) {
    return failure instanceof LostLog
        || failure instanceof CatchUp.CannotProject
        || failure instanceof Journal.ForgetfulTopic
        || failure instanceof HeadRow.OtherTopic;
  }

  private void halt(Throwable failure) {
    state = new WriterState.Halted(String.valueOf(failure.getMessage()));
    metrics.halted();
    LOG.errorf(failure, "The writer halts: %s", failure.getMessage());
    List<Pending<?>> waiting = new ArrayList<>(queue);
    queue.clear();
    waiting.forEach(next -> next.fail(new JournalUnavailable("the writer has halted", failure)));
  }

  /** Works on a connection and, if that fails, closes it: Postgres then rolls back by itself. */
  private <T> Uni<T> withConnection(Function<SqlConnection, Uni<T>> work) {
    return pool.getConnection()
        .flatMap(connection ->
            work.apply(connection)
                .onFailure()
                .call(_ ->
                    HeadRow.rollback(connection)
                        .ifNoItem()
                        .after(Duration.ofSeconds(1))
                        .fail()
                        .onFailure()
                        .recoverWithNull())
                .eventually(() -> connection.close().onFailure().recoverWithNull()));
  }

  /** The log ends before the place that was acknowledged: data was lost on Kafka. */
  static final class LostLog extends RuntimeException {
    LostLog(long expected, long end) {
      super(
          "the journal lost data: it ends at offset "
              + end
              + ", the read models have come to "
              + expected);
    }
  }

  /** The append is acknowledged; whether the transaction is, only catching up can tell. */
  private static final class CommitUnknown extends RuntimeException {
    CommitUnknown(Throwable cause) {
      super("the outcome of a commit is unknown", cause);
    }
  }
}
