package dev.wharfinger.journal;

import dev.wharfinger.config.Bound;
import dev.wharfinger.vault.SubjectKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
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

  @Bound(
      of = "writes that wait for the journal",
      unit = "commands",
      beyond = "503 with Retry-After",
      test = "WriterIT.refusesWhatIsBeyondItsQueue")
  static final int QUEUE = 8_192;

  /** How long the first of a company waits for the others. */
  private static final long GATHER_MILLIS = 1;

  private static final int ATTEMPTS = 6;
  private static final String AGAIN = "Writes are taken again";
  private static final String NOT_NOW = "the journal is not available now";

  private final Connections connections;
  private final Follower follower;
  private final GroupCommit commit;
  private final JournalMetrics metrics;
  private final Deque<Pending<?>> queue = new ArrayDeque<>();
  private final WaitingBytes bytes = new WaitingBytes();
  private final Vertx vertx;
  private boolean busy;

  /**
   * How many came together last time or came meanwhile. The former are answered together and so
   * will come together again: the next transaction waits a moment for as many, instead of running
   * ahead with the first one or, turn by turn, with either half of them.
   */
  private int company = 1;

  private boolean gathering;
  private volatile WriterState state = new WriterState.Starting("not opened yet");

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
    this.connections = Connections.of(vertx, pool);
    this.metrics = metrics;
    Consumer<Set<String>> told = changes -> tell(committed, changes);
    this.follower = new Follower(connections, journal, catchUp, metrics, told);
    this.commit = new GroupCommit(connections, journal, codec, keys, areas, metrics, told);
  }

  /** A cache that fails to forget must not make a committed write look like a failed one. */
  private static void tell(Consumer<Set<String>> listener, Set<String> changes) {
    try {
      listener.accept(changes);
    } catch (RuntimeException e) {
      LOG.error("A listener did not take the changes of a commit", e);
    }
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
                connections
                    .loop()
                    .execute(() ->
                        enqueue(new Pending<>(envelope, command, waiting, bytes.take(envelope)))));
    return caller == null
        ? outcome
        : outcome.emitOn(reply -> caller.runOnContext(_ -> reply.run()));
  }

  /**
   * Whether a command is done already, as last committed. For whoever would do costly work for a
   * command that is refused anyway; the word of {@link #submit} counts.
   */
  public Uni<Boolean> isDone(UUID commandId, String fingerprint, Instant time) {
    return HeadRow.recall(connections.pool(), List.of(commandId))
        .map(found ->
            found.stream()
                .anyMatch(done ->
                    done.fingerprint().equals(fingerprint) && !HeadRow.isOver(done.time(), time)));
  }

  private boolean hasRoom() {
    return queue.size() < QUEUE && (!bytes.areTooMany() || (queue.isEmpty() && !busy));
  }

  private void enqueue(Pending<?> next) {
    switch (state) {
      case WriterState.Running _ when hasRoom() -> {
        queue.add(next);
        pump();
      }
      case WriterState.Running _ -> refuse(next, "too many writes wait");
      case WriterState.Starting starting -> refuse(next, starting.reason());
      case WriterState.Interrupted interrupted -> refuse(next, interrupted.reason());
      case WriterState.Halted halted -> refuse(next, halted.reason());
    }
  }

  private static void refuse(Pending<?> waiting, String reason) {
    waiting.fail(new JournalUnavailable(reason, null));
  }

  private void pump() {
    if (busy || queue.isEmpty()) {
      return;
    }
    if (queue.size() >= company) {
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
    List<Pending<?>> batch = new ArrayList<>();
    while (batch.size() < BATCH && !queue.isEmpty()) {
      batch.add(queue.remove());
    }
    company = batch.size();
    run(attempt(batch, 1).onFailure().recoverWithUni(failure -> giveUp(batch, failure)));
  }

  /** Runs one piece of work; nothing else runs on the head until it is over. */
  private void run(Uni<Void> work) {
    busy = true;
    work.emitOn(connections.loop())
        .subscribe()
        .with(
            _ -> {
              busy = false;
              company = Math.min(BATCH, company + queue.size());
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
    connections
        .loop()
        .execute(() -> {
          if (!busy) {
            switch (state) {
              case WriterState.Starting _ ->
                  run(look(follower.open(), "The journal is open and the read models are level"));
              case WriterState.Running _ -> run(look(follower.follow(), ""));
              case WriterState.Interrupted _ -> run(look(follower.follow(), AGAIN));
              case WriterState.Halted _ -> {}
            }
          }
        });
  }

  private Uni<Void> look(Uni<Void> work, String news) {
    return work.invoke(
            () -> {
              state = new WriterState.Running();
              if (!news.isEmpty()) {
                LOG.info(news);
              }
            })
        .onFailure()
        .recoverWithUni(failure -> {
          note(failure);
          return Uni.createFrom().voidItem();
        });
  }

  /** Takes a failure that no command is to blame for. */
  private void note(Throwable failure) {
    if (Failures.mustHalt(failure)) {
      state = new WriterState.Halted(String.valueOf(failure.getMessage()));
      metrics.halted();
      LOG.errorf(failure, "The writer halts: %s", failure.getMessage());
    } else if (state instanceof WriterState.Starting) {
      state = new WriterState.Starting(String.valueOf(failure.getMessage()));
      LOG.warnf("The journal cannot be opened yet: %s", failure.toString());
    } else if (state instanceof WriterState.Running) {
      state = new WriterState.Interrupted(NOT_NOW);
      LOG.warnf("No write is taken for now: %s", failure.toString());
    }
    List<Pending<?>> waiting = new ArrayList<>(queue);
    queue.clear();
    waiting.forEach(next -> next.fail(new JournalUnavailable(NOT_NOW, failure)));
  }

  private Uni<Void> attempt(List<Pending<?>> batch, int attempt) {
    if (attempt > ATTEMPTS) {
      return Uni.createFrom().failure(new JournalUnavailable("the journal is contended", null));
    }
    return commit
        .run(batch)
        .flatMap(verdict ->
            switch (verdict) {
              case COMMITTED -> Uni.createFrom().voidItem();
              case BEHIND -> follower.recover().flatMap(_ -> attempt(batch, attempt + 1));
            })
        .onFailure(Failures::isOfTheConnection)
        .recoverWithUni(_ ->
            Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(200L * attempt))
                .emitOn(connections.loop())
                .flatMap(_ -> attempt(batch, attempt + 1)));
  }

  /** A batch that failed as a whole: finds the one that is to blame, or tells all to come back. */
  private Uni<Void> giveUp(List<Pending<?>> batch, Throwable failure) {
    if (Failures.isOfTheCommand(failure)) {
      if (batch.size() > 1) {
        return oneByOne(batch);
      }
      batch.getFirst().fail(failure);
      return Uni.createFrom().voidItem();
    }
    note(failure);
    batch.forEach(next -> next.fail(new JournalUnavailable(NOT_NOW, failure)));
    return state instanceof WriterState.Interrupted
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
    if (!(state instanceof WriterState.Running)) {
      refuse(command, NOT_NOW);
      return Uni.createFrom().voidItem();
    }
    List<Pending<?>> single = List.of(command);
    return attempt(single, 1).onFailure().recoverWithUni(failure -> giveUp(single, failure));
  }
}
