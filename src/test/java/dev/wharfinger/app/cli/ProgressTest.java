package dev.wharfinger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "0,[======                  ] running: 3 s",
        "1,[ ======                 ] running: 3 s",
        "18,[                  ======] running: 3 s",
        "19,[                 ====== ] running: 3 s",
        "36,[======                  ] running: 3 s"
      })
  void goesToTheEndAndBack(int step, String line) {
    assertThat(Progress.line("running", Duration.ofSeconds(3), step))
        .isEqualTo(line.replace(":", ","));
  }
}
