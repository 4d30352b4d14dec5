package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {

  private static final Instant TIME = Instant.parse("2026-08-21T16:02:54.987Z");

  @Test
  void printsBothForms() {
    assertThat(Dates.rfc2822(TIME)).isEqualTo("Fri, 21 Aug 2026 16:02:54 -0000");
    assertThat(Dates.http(TIME)).isEqualTo("Fri, 21 Aug 2026 16:02:54 GMT");
    assertThat(Dates.rfc2822(Instant.EPOCH)).isEqualTo("Thu, 01 Jan 1970 00:00:00 -0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"08/21/2026", "8/21/2026", "08/21/2026  ", "8/21/2026 UTC", "8/21/2026 utc "})
  void readsLogFilters(String text) {
    assertThat(Dates.logFilter(text)).contains(Instant.parse("2026-08-21T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-08-21",
        "21/08/2026",
        "02/29/2026",
        "08/21/26",
        "08/21/2026 CET",
        " 08/21/2026",
        "08/21/0000",
        "12/31/9999",
        "00/01/2026",
        "08/21/20261",
        "08-21-2026",
        "٠8/21/2026"
      })
  void ignoresOtherTexts(String text) {
    assertThat(Dates.logFilter(text)).isEmpty();
  }
}
