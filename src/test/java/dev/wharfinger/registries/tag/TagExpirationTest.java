package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagExpirationTest {

  private static final Instant STARTS = Instant.parse("2026-08-21T16:02:54.123456Z");

  @ParameterizedTest
  @CsvSource({"1, 3600", "3599, 3600", "3600, 3600", "3601, 3601", "86400, 86400", "86401, 86400"})
  void staysWithinTheLimitsFromWhenTheTagWasSet(long requested, long expires) {
    Instant whole = Instant.ofEpochSecond(STARTS.getEpochSecond());
    assertThat(
            TagExpiration.within(
                STARTS, whole.plusSeconds(requested), Duration.ofHours(1), Duration.ofDays(1)))
        .isEqualTo(STARTS.plusSeconds(expires));
  }
}
