package dev.wharfinger.repositories.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExportWaitsTest {

  @Test
  void anExportIsParkedAfterAnHour() {
    Duration whole =
        IntStream.range(1, LogExports.TRIES)
            .mapToObj(LogExports.WAITS::after)
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(whole).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(70));
  }
}
