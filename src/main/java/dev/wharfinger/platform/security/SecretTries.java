package dev.wharfinger.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.vault.MasterKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Slows down whoever presents wrong secrets of the service's own making: tokens of robots and
 * programs, secrets of clients, codes of recovery mails. They are too long to be guessed, so what
 * failed is counted for a name at one address alone, or anybody could lock out a robot everywhere;
 * and by each instance for itself, because a right one must cost no write. While the wait lasts a
 * right one is refused like a wrong one.
 */
@Singleton
public class SecretTries {

  @Bound(
      of = "pairs of name and address for which wrong secrets are counted",
      unit = "entries",
      beyond = "the least used are evicted",
      test = "SecretTriesTest.remembersSoManyAndNoMore")
  static final int REMEMBERED = 10_000;

  private final PresentedDigest digests;
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED)
          .expireAfterWrite(SignInWindow.ADDRESS_MEMORY)
          .build();

  @Inject
  SecretTries(MasterKeys masters) {
    this.digests = new PresentedDigest(masters);
  }

  private record Failures(int count, long at) {}

  /** A name at an address. */
  public record Subject(String digest) {}

  /**
   * What is counted together.
   *
   * @param kind of secret, a word
   * @param name the name of its owner, as presented
   */
  public Subject subject(String kind, String name, Optional<String> address) {
    return new Subject(digests.of(kind, name, ClientNetwork.of(address)));
  }

  /** How long further secrets are refused; empty for no wait. */
  public Optional<Duration> left(Subject subject) {
    Failures known = failures.getIfPresent(subject.digest());
    if (known == null) {
      return Optional.empty();
    }
    double seconds = SignInWindow.ADDRESS.seconds(known.count());
    Duration left =
        Duration.ofMillis((long) (seconds * 1_000)).minusNanos(System.nanoTime() - known.at());
    return Optional.of(left).filter(Duration::isPositive);
  }

  /** Records a wrong secret. */
  public void failed(Subject subject) {
    var _ =
        failures
            .asMap()
            .merge(
                subject.digest(),
                new Failures(1, System.nanoTime()),
                (before, now) -> new Failures(before.count() + 1, now.at()));
  }

  /** How many entries there are, for tests. */
  long remembered() {
    failures.cleanUp();
    return failures.estimatedSize();
  }

  /** Records a right secret. */
  public void succeeded(Subject subject) {
    failures.invalidate(subject.digest());
  }
}
