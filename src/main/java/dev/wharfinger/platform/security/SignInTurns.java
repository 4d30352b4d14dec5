package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs attempts for one name one after the other, within this instance. A client that signs in many
 * times at once with the right password is admitted each time without repeating the check: the same
 * guess made meanwhile shares the verdict if it was right.
 */
final class SignInTurns<T> {

  @Bound(
      of = "sign-ins for one name that wait for another one to finish",
      unit = "requests",
      beyond = "429 with Retry-After",
      test = "SignInTurnsTest.refusesMoreThanMayWait")
  static final int MOST_WAITING = 256;

  @Bound(
      of = "wait of a sign-in for others with the same name",
      unit = "seconds",
      beyond = "429 with Retry-After",
      test = "SignInTurnsTest.waitsForNoTurnForEver")
  static final int TIMEOUT = 10;

  private final Predicate<T> right;
  private final Predicate<T> closed;
  private final T tooMany;
  private final Duration patience;
  private final Map<String, Turn<T>> open = new HashMap<>();

  /**
   * Creates an empty queue.
   *
   * @param right whether a verdict says that the guess was right
   * @param closed whether a verdict says that the name is currently blocked
   * @param tooMany the verdict when too many are waiting
   */
  SignInTurns(Predicate<T> right, Predicate<T> closed, T tooMany, Duration patience) {
    this.right = right;
    this.closed = closed;
    this.tooMany = tooMany;
    this.patience = patience;
  }

  private static final class Turn<T> {
    private final String guess;
    private final Uni<T> verdict;
    private int waiting;

    Turn(String guess, Uni<T> verdict) {
      this.guess = guess;
      this.verdict = verdict;
    }
  }

  /**
   * Runs an attempt in its turn.
   *
   * @param name a digest of the name
   * @param guess a digest of name and password
   */
  Uni<T> take(String name, String guess, Supplier<Uni<T>> attempt) {
    return Uni.createFrom().deferred(() -> next(name, guess, attempt));
  }

  private synchronized Uni<T> next(String name, String guess, Supplier<Uni<T>> attempt) {
    Turn<T> turn = open.get(name);
    if (turn == null) {
      Uni<T> verdict =
          Uni.createFrom()
              .deferred(attempt::get)
              .onTermination()
              .invoke(() -> close(name))
              .memoize()
              .indefinitely();
      open.put(name, new Turn<>(guess, verdict));
      return verdict;
    }
    if (turn.waiting >= MOST_WAITING) {
      return Uni.createFrom().item(tooMany);
    }
    turn.waiting++;
    return OffLoop.shared(turn.verdict)
        .onFailure()
        .recoverWithNull()
        .flatMap(verdict ->
            verdict != null && isShared(verdict, turn.guess.equals(guess))
                ? Uni.createFrom().item(verdict)
                : take(name, guess, attempt))
        .ifNoItem()
        .after(patience)
        .recoverWithItem(tooMany);
  }

  private boolean isShared(T verdict, boolean sameGuess) {
    return closed.test(verdict) || (sameGuess && right.test(verdict));
  }

  private synchronized void close(String name) {
    open.remove(name);
  }
}
