package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TagRoundsTest {

  @Test
  void parksATagThatTheRegistryRefusesForADay() {
    Duration whole =
        IntStream.range(1, TagRounds.TRIES)
            .mapToObj(TagRounds.WAITS::after)
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(whole).isBetween(Duration.ofHours(20), Duration.ofHours(28));
  }
}
