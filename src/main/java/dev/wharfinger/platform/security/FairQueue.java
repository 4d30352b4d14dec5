package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Bound;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * CPU-intensive jobs, run with limited parallelism; waiting jobs are taken from each client in
 * turn, so that a client with many jobs delays only its own. When the queue is full, a client with
 * the most waiting jobs loses its newest to one that has fewer.
 */
final class FairQueue {

  @Bound(
      of = "password hashes waiting for one client address",
      unit = "hashes",
      beyond = "503 with Retry-After",
      test = "FairQueueTest.refusesWhatAClientAsksForBeyondItsShare")
  static final int MOST_OF_A_CLIENT = 64;

  @Bound(
      of = "password hashes waiting in total",
      unit = "hashes",
      beyond = "503 with Retry-After, for the client with the most waiting",
      test = "FairQueueTest.whereItIsFullTakesFromWhoHasMost")
  static final int MOST = 256;

  /** A job; exactly one of the two methods is called, once. */
  interface Job {

    /** Starts it; {@link FairQueue#done} must be called at its end. */
    void start();

    /** It will not run. */
    void refuse();
  }

  private final int parallel;
  private final Map<String, Deque<Job>> waiting = new LinkedHashMap<>();
  private int running;
  private int total;

  /** Runs at most this many jobs at a time. */
  FairQueue(int parallel) {
    this.parallel = parallel;
  }

  /** Runs it now or in its turn, or refuses it. */
  void add(String client, Job job) {
    next(client, job).run();
  }

  /** A job has ended, successfully or not. */
  void done() {
    next().run();
  }

  /** What to call outside the lock. */
  private synchronized Runnable next(String client, Job job) {
    if (running < parallel) {
      running++;
      return job::start;
    }
    Deque<Job> own = waiting.getOrDefault(client, new ArrayDeque<>());
    if (own.size() >= MOST_OF_A_CLIENT) {
      return job::refuse;
    }
    Runnable refused = () -> {};
    if (total >= MOST) {
      Map.Entry<String, Deque<Job>> largest = largest();
      if (largest.getValue().size() <= own.size() + 1) {
        return job::refuse;
      }
      refused = largest.getValue().removeLast()::refuse;
      total--;
    }
    own.addLast(job);
    total++;
    waiting.putIfAbsent(client, own);
    return refused;
  }

  private synchronized Runnable next() {
    running--;
    if (total == 0) {
      return () -> {};
    }
    String client = waiting.keySet().iterator().next();
    Deque<Job> own = Objects.requireNonNull(waiting.remove(client));
    Job job = own.removeFirst();
    if (!own.isEmpty()) {
      waiting.put(client, own);
    }
    total--;
    running++;
    return job::start;
  }

  private Map.Entry<String, Deque<Job>> largest() {
    return waiting.entrySet().stream()
        .max(Comparator.comparingInt(entry -> entry.getValue().size()))
        .orElseThrow();
  }
}
