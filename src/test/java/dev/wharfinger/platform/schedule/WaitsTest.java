package dev.wharfinger.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitsTest {

  private static final Waits WAITS = new Waits(Duration.ofSeconds(30), Duration.ofMinutes(30), 8);

  @Test
  void grow() {
    assertThat(IntStream.rangeClosed(1, 8).mapToObj(WAITS::after).map(Duration::toSeconds))
        .containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1_800L, 1_800L);
  }

  @Test
  void neverGrowBeyondTheLongest() {
    assertThat(WAITS.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(30));
  }
}
