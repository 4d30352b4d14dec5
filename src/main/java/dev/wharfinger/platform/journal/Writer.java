package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Accepts every write: group commit, one Postgres transaction and one Kafka append for up to {@link
 * WriteQueue#BATCH} queued commands. Any number of instances may run one; the lock on the head row
 * admits one at a time, and the offset check detects a writer that got past it.
 */
public final class Writer {

  private static final Logger LOG = Logger.getLogger(Writer.class);

  /** How long the first command of a group waits for the others. */
  private static final long GATHER_MILLIS = 1;

  @Bound(
      of = "retries of a transaction that met a transient failure",
      unit = "seconds",
      beyond = "503 with Retry-After",
      test = "WriterIT.aTransientFailureIsNotRetriedForEver")
  static final int RETRY_SECONDS = 5;

  private static final String AGAIN = "Writes are accepted again";

  private final Connections connections;
  private final Follower follower;
  private final GroupCommit commit;
  private final WriterStatus status;
  private final WriteQueue queue = new WriteQueue();
  private final Vertx vertx;
  private boolean busy;
  private long busySince;
  private List<Pending<?>> underWay = List.of();
  private boolean gathering;

  public Writer(
      Vertx vertx,
      Pool pool,
      Journal journal,
      RecordCodec codec,
      SubjectKeys keys,
      Areas areas,
      CatchUp catchUp,
      JournalMetrics metrics,
      Consumer<Set<String>> committed) {
    this.vertx = vertx;
    this.connections = Connections.of(vertx, pool, Connections.TIMEOUT);
    this.status = new WriterStatus(metrics);
    Consumer<Set<String>> told = changes -> tell(committed, changes);
    this.follower = new Follower(connections, journal, codec, catchUp, metrics, told);
    this.commit = new GroupCommit(connections, journal, codec, keys, areas, metrics, told);
  }

  /** A cache listener that fails must not make a committed write look like a failed one. */
  private static void tell(Consumer<Set<String>> listener, Set<String> changes) {
    try {
      listener.accept(changes);
    } catch (RuntimeException e) {
      LOG.error("A listener failed to process the changes of a commit", e);
    }
  }

  /** What is on the topic and was not written by a master key holder; updated every second. */
  public ValidRecords.Foreign foreign() {
    return follower.foreign();
  }

  public WriterState state() {
    return status.now();
  }

  /**
   * Decides and stores a command. Fails with {@link JournalUnavailable} when that is not possible
   * now or the outcome is unknown; a retry with the same command id tells which.
   */
  public <S> Uni<Outcome> submit(Envelope envelope, Command<S> command) {
    Context caller = Vertx.currentContext();
    Uni<Outcome> outcome =
        Uni.createFrom()
            .emitter(waiting ->
                connections
                    .loop()
                    .execute(() -> enqueue(queue.pending(envelope, command, waiting))));
    return caller == null
        ? outcome
        : outcome.emitOn(reply -> caller.runOnContext(_ -> reply.run()));
  }

  /**
   * Whether a command is already done, as last committed. Lets a caller avoid costly work for a
   * command that will be refused anyway; only the result of {@link #submit} is authoritative.
   */
  public Uni<Boolean> isDone(UUID commandId, String fingerprint, Instant time) {
    return HeadRow.isDone(connections.pool(), commandId, fingerprint, time);
  }

  private void enqueue(Pending<?> next) {
    WriterState now = state();
    if (!(now instanceof WriterState.Running)) {
      refuse(next, now.reason());
    } else if (queue.hasRoom(busy)) {
      queue.add(next);
      pump();
    } else {
      refuse(next, "too many writes are waiting");
    }
  }

  private static void refuse(Pending<?> waiting, String reason) {
    waiting.fail(new JournalUnavailable(reason, null));
  }

  private void pump() {
    if (busy || queue.isEmpty()) {
      return;
    }
    if (queue.isComplete()) {
      start();
    } else if (!gathering) {
      gathering = true;
      vertx.setTimer(GATHER_MILLIS, _ -> connections.loop().execute(this::gathered));
    }
  }

  private void gathered() {
    gathering = false;
    if (!busy && !queue.isEmpty()) {
      start();
    }
  }

  private void start() {
    List<Pending<?>> batch = queue.take();
    underWay = batch;
    run(attempt(batch).onFailure().recoverWithUni(failure -> giveUp(batch, failure)));
  }

  /** Runs one unit of work; nothing else works on the head until it is finished. */
  private void run(Uni<Void> work) {
    busy = true;
    busySince = System.nanoTime();
    work.emitOn(connections.loop())
        .onFailure()
        .invoke(e -> LOG.error("Unhandled failure in the writer", e))
        .onFailure()
        .recoverWithNull()
        .subscribe()
        .with(_ -> {
          busy = false;
          underWay = List.of();
          queue.batchEnded();
          pump();
        });
  }

  /**
   * Follows the journal: opens it first, then projects what others or a crash left. Called every
   * second; does nothing while a batch runs, which catches up by itself.
   */
  public void tick() {
    connections
        .loop()
        .execute(() -> {
          connections.expire();
          if (busy) {
            watch();
          } else {
            switch (state()) {
              case WriterState.Starting _ ->
                  run(look(follower.open(), "The journal is open; the read models are up to date"));
              case WriterState.Running _ -> run(look(follower.follow(), ""));
              case WriterState.Interrupted _ -> run(look(follower.follow(), AGAIN));
              case WriterState.Unsafe _ -> run(look(follower.open(), AGAIN));
              case WriterState.Halted _ -> {}
            }
          }
        });
  }

  /** Callers do not wait for work that hangs; its outcome is determined on the next run. */
  private void watch() {
    if (state() instanceof WriterState.Running
        && System.nanoTime() - busySince
            > Duration.ofSeconds(Connections.WATCH_SECONDS).toNanos()) {
      note(new JournalUnavailable("a batch is taking too long", null));
      underWay.forEach(waiting -> refuse(waiting, WriterStatus.NOT_NOW));
    }
  }

  /** Checks whether the topic still retains what was written; called several times a minute. */
  public Uni<Void> inspect() {
    return state() instanceof WriterState.Running
        ? follower
            .inspect()
            .emitOn(connections.loop())
            .onFailure(Failures::isOfTheTopic)
            .invoke(this::note)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> look(Uni<Void> work, String news) {
    WriterState before = state();
    return work.invoke(() -> status.succeed(before, news))
        .onFailure()
        .recoverWithUni(failure -> {
          note(failure);
          return Uni.createFrom().voidItem();
        });
  }

  /** Records a failure that was not caused by a command. */
  private void note(Throwable failure) {
    status.fail(failure);
    queue.drain().forEach(next -> refuse(next, WriterStatus.NOT_NOW));
  }

  /** Retries until it is done, within a short time: a brief outage costs only time. */
  private Uni<Void> attempt(List<Pending<?>> batch) {
    return attempt(batch, 1, System.nanoTime());
  }

  private Uni<Void> attempt(List<Pending<?>> batch, int attempt, long begun) {
    return commit
        .run(batch)
        .call(verdict ->
            switch (verdict) {
              case COMMITTED -> Uni.createFrom().voidItem();
              case BEHIND -> follower.recover();
            })
        .onItemOrFailure()
        .transformToUni((verdict, failure) -> {
          if (verdict == GroupCommit.Verdict.COMMITTED) {
            return Uni.createFrom().voidItem();
          }
          Throwable reason =
              failure == null ? new JournalUnavailable("another instance writes", null) : failure;
          boolean over = System.nanoTime() - begun > Duration.ofSeconds(RETRY_SECONDS).toNanos();
          return over || !Failures.isTransient(reason)
              ? Uni.createFrom().failure(reason)
              : Uni.createFrom()
                  .voidItem()
                  .onItem()
                  .delayIt()
                  .by(Duration.ofMillis(failure == null ? 1 : 200L * attempt))
                  .emitOn(connections.loop())
                  .flatMap(_ -> attempt(batch, attempt + 1, begun));
        });
  }

  /** A batch that failed as a whole: finds the command at fault, or tells all callers to retry. */
  private Uni<Void> giveUp(List<Pending<?>> batch, Throwable failure) {
    if (Failures.isOfTheCommand(failure)) {
      if (batch.size() > 1) {
        return oneByOne(batch);
      }
      batch.getFirst().fail(Failures.toCaller(failure));
      return Uni.createFrom().voidItem();
    }
    note(failure);
    batch.forEach(next -> next.fail(new JournalUnavailable(WriterStatus.NOT_NOW, failure)));
    return state() instanceof WriterState.Interrupted
        ? look(follower.follow(), AGAIN)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> oneByOne(List<Pending<?>> batch) {
    return Multi.createFrom()
        .iterable(batch)
        .onItem()
        .transformToUniAndConcatenate(this::alone)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> alone(Pending<?> command) {
    if (!(state() instanceof WriterState.Running)) {
      refuse(command, WriterStatus.NOT_NOW);
      return Uni.createFrom().voidItem();
    }
    List<Pending<?>> single = List.of(command);
    return attempt(single).onFailure().recoverWithUni(failure -> giveUp(single, failure));
  }
}
