package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The commands that wait for the writer, bounded by their number and by their bytes. */
final class WriteQueue {

  /** Commands in one transaction at most. */
  @Bound(
      of = "commands in one transaction",
      unit = "commands",
      beyond = "the others wait for the next one",
      test = "WriteQueueTest.givesOneTransactionSoManyAndTheNextTheRest")
  static final int BATCH = 256;

  @Bound(
      of = "writes that wait for the journal",
      unit = "commands",
      beyond = "503 with Retry-After",
      test = "WriterIT.refusesWhatIsBeyondItsQueue")
  static final int MOST = 8_192;

  private final Deque<Pending<?>> queue = new ArrayDeque<>();
  private final WaitingBytes bytes = new WaitingBytes();

  /**
   * How many came together last time or came meanwhile. The former are answered together and so
   * will come together again: the next transaction waits a moment for as many, instead of running
   * ahead with the first one or, turn by turn, with either half of them.
   */
  private int batchGoal = 1;

  /** A command whose bytes count from now on; from any thread, unlike everything else here. */
  <S> Pending<S> pending(
      Envelope envelope, Command<S> command, UniEmitter<? super Outcome> waiting) {
    return new Pending<>(envelope, command, waiting, bytes.take(envelope));
  }

  /** Whether another one may wait; where nothing else is under way one of any size may. */
  boolean hasRoom(boolean busy) {
    return queue.size() < MOST && (!bytes.areTooMany() || (queue.isEmpty() && !busy));
  }

  void add(Pending<?> next) {
    queue.add(next);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Whether all are there that are expected to come together. */
  boolean isComplete() {
    return queue.size() >= batchGoal;
  }

  /** The next batch. */
  List<Pending<?>> take() {
    List<Pending<?>> batch = new ArrayList<>();
    while (batch.size() < BATCH && !queue.isEmpty()) {
      batch.add(queue.remove());
    }
    batchGoal = batch.size();
    return batch;
  }

  /** A batch has ended: those who came meanwhile belong to the company. */
  void batchEnded() {
    batchGoal = Math.min(BATCH, batchGoal + queue.size());
  }

  /** Everything that waits; nothing does afterwards. */
  List<Pending<?>> drain() {
    List<Pending<?>> waiting = new ArrayList<>(queue);
    queue.clear();
    return waiting;
  }
}
