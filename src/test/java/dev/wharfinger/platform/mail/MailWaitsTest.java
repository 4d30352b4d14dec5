package dev.wharfinger.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailWaitsTest {

  @Test
  void aMailIsParkedAfterADay() {
    Duration whole =
        IntStream.range(1, MailQueue.TRIES)
            .mapToObj(MailQueue.WAITS::after)
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(whole).isBetween(Duration.ofHours(20), Duration.ofHours(28));
  }
}
