package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The commands waiting for the writer, bounded by number and by bytes. */
final class WriteQueue {

  /** Most commands in one transaction. */
  @Bound(
      of = "commands in one transaction",
      unit = "commands",
      beyond = "the rest wait for the next one",
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
   * How many commands arrived together last time, or arrived during the last batch. Those answered
   * together will arrive together again: the next transaction waits a moment for as many, instead
   * of starting with the first one or alternating between two halves of them.
   */
  private int batchGoal = 1;

  /**
   * A command whose bytes count from now on; callable from any thread, unlike everything else here.
   */
  <S> Pending<S> pending(
      Envelope envelope, Command<S> command, UniEmitter<? super Outcome> waiting) {
    return new Pending<>(envelope, command, waiting, bytes.take(envelope));
  }

  /** Whether another command may wait; when nothing else is in progress, one of any size may. */
  boolean hasRoom(boolean busy) {
    return queue.size() < MOST && (!bytes.areTooMany() || (queue.isEmpty() && !busy));
  }

  void add(Pending<?> next) {
    queue.add(next);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Whether all commands that are expected to arrive together are there. */
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

  /** A batch has ended: commands that arrived during it count as arriving together. */
  void batchEnded() {
    batchGoal = Math.min(BATCH, batchGoal + queue.size());
  }

  /** Empties the queue and returns everything that was waiting. */
  List<Pending<?>> drain() {
    List<Pending<?>> waiting = new ArrayList<>(queue);
    queue.clear();
    return waiting;
  }
}
