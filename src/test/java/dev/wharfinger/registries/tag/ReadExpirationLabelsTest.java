package dev.wharfinger.registries.tag;

import static dev.wharfinger.registries.tag.TagPlaces.ACME;
import static dev.wharfinger.registries.tag.TagPlaces.GONE;
import static dev.wharfinger.registries.tag.TagPlaces.NAME;
import static dev.wharfinger.registries.tag.TagPlaces.WEB;
import static dev.wharfinger.registries.tag.TagPlaces.told;
import static dev.wharfinger.registries.tag.TagPlaces.untold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.registries.tag.ReadExpirationLabels.Expire;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationLabeled;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadExpirationLabelsTest {

  private static final Instant STARTS = Instant.parse("2026-08-01T00:00:00Z");
  private static final Expire EXPIRE =
      new Expire(WEB, "v1", "sha256:a", STARTS, STARTS.plusSeconds(60));

  @Test
  void recordsWhenATagExpires() {
    TagExpirationLabeled labeled =
        new TagExpirationLabeled(
            WEB, "web", ACME, NAME, "v1", "sha256:a", STARTS, STARTS.plusSeconds(60));
    assertThat(Decide.events(untold(), EXPIRE)).containsExactly(labeled);
    assertThat(Decide.events(told(STARTS.minusSeconds(1), STARTS), EXPIRE))
        .as("what it was set to before was told")
        .containsExactly(labeled);
  }

  @Test
  void leavesWhatSomebodyToldTheTagSince() {
    assertThat(Decide.events(told(STARTS, STARTS.plusSeconds(1)), EXPIRE)).isEmpty();
  }

  @Test
  void recordsNothingOfARepositoryThatIsGone() {
    assertThat(Decide.events(GONE, EXPIRE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "90s, PT90S",
    "5m, PT5M",
    "2h, PT2H",
    "3d, PT72H",
    "2w, PT336H",
    "1y, PT8760H",
    "0s, PT0S",
    "999999999y, PT8759999991240H"
  })
  void readsADuration(String value, Duration duration) {
    assertThat(ExpirationLabels.parse(value)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "w",
        "2W",
        "2 w",
        " 2w",
        "-2w",
        "1.5h",
        "2weeks",
        "2month",
        "٢w",
        "1000000000s"
      })
  void ignoresWhatIsNone(String value) {
    assertThat(ExpirationLabels.parse(value)).isEmpty();
  }
}
