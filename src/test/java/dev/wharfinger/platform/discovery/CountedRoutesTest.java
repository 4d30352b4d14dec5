package dev.wharfinger.platform.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests are counted by route, whatever addresses clients make up. */
class CountedRoutesTest {

  private static final Set<String> ROUTES =
      Set.of("/api/v1/user", "/api/v1/organization/{orgname}");

  @ParameterizedTest
  @CsvSource({
    "/api/v1/user, /api/v1/user",
    "/api/v1/user/, /api/v1/user/",
    "/api/v1/organization/{orgname}, /api/v1/organization/{orgname}",
    "NOT_FOUND, NOT_FOUND",
    "/api/v1/organization/made-up, UNKNOWN",
    "/api/v1/organization/{made-up}, UNKNOWN",
    "/, UNKNOWN"
  })
  void keepsRoutesAlone(String sent, String counted) {
    Meter.Id id =
        new Meter.Id(
            "http.server.requests",
            Tags.of("uri", sent, "status", "400"),
            null,
            null,
            Meter.Type.TIMER);
    Meter.Id mapped = CountedRoutes.map(id, ROUTES);
    assertThat(mapped.getTag("uri")).isEqualTo(counted);
    assertThat(mapped.getTag("status")).isEqualTo("400");
  }
}
