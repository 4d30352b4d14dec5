package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyLapsed;
import dev.wharfinger.registries.servicekey.ServiceKeyState.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the decisions under test are about: the key {@code kid} of service {@code quay}. */
final class Given {

  static final Instant NOW = Instant.parse("2026-08-21T16:02:54Z");
  static final Instant LATER = NOW.plus(Duration.ofDays(1));
  static final Instant MADE = NOW.minus(Duration.ofDays(30));

  /** The account that logs are booked on. */
  static final AccountId FIRST = new AccountId(1);

  static final long KEY = 7;

  static final ServiceKeyLapsed OTHER_LAPSED = new ServiceKeyLapsed(5, "old");

  /** Keys are shown for a week after their end. */
  static final Terms TERMS =
      new Terms(NOW, NOW.minus(Duration.ofDays(7)), NOW.minus(Duration.ofDays(1)), null);

  private Given() {}

  static ServiceKeyState noKey() {
    return new ServiceKeyState(Optional.empty(), FIRST, List.of(OTHER_LAPSED));
  }

  static ServiceKeyState key(@Nullable Instant expires, boolean approved) {
    return key(expires, approved, "{}");
  }

  static ServiceKeyState key(@Nullable Instant expires, boolean approved, String metadata) {
    return new ServiceKeyState(
        Optional.of(new Found(KEY, "kid", "quay", "ci key", MADE, expires, approved, metadata)),
        FIRST,
        List.of(OTHER_LAPSED));
  }
}
