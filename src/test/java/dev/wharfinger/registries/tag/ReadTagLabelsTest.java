package dev.wharfinger.registries.tag;

import static dev.wharfinger.registries.tag.TagPlaces.ACME;
import static dev.wharfinger.registries.tag.TagPlaces.GONE;
import static dev.wharfinger.registries.tag.TagPlaces.NAME;
import static dev.wharfinger.registries.tag.TagPlaces.WEB;
import static dev.wharfinger.registries.tag.TagPlaces.immutable;
import static dev.wharfinger.registries.tag.TagPlaces.told;
import static dev.wharfinger.registries.tag.TagPlaces.untold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.registries.tag.ReadTagLabels.Expire;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationLabeled;
import dev.wharfinger.registries.tag.TagLabels.Effects;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTagLabelsTest {

  private static final Instant STARTS = Instant.parse("2026-08-01T00:00:00Z");
  private static final Expire EXPIRE =
      new Expire(WEB, "v1", "sha256:a", STARTS, STARTS.plusSeconds(60), true);

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
  void leavesWhatIsImmutableUnlessThatMayExpire() {
    assertThat(Decide.events(immutable("sha256:a", false), EXPIRE)).isEmpty();
    assertThat(Decide.events(immutable("sha256:b", true), EXPIRE)).hasSize(1);
    Expire any = new Expire(WEB, "v1", "sha256:a", STARTS, STARTS.plusSeconds(60), false);
    assertThat(Decide.events(immutable("sha256:a", false), any)).hasSize(1);
  }

  @Test
  void readsWhetherATagIsImmutable() {
    assertThat(TagLabels.Effects.of(Map.of("quay.immutable", " True ")))
        .matches(Effects::immutable);
    assertThat(TagLabels.Effects.of(Map.of("quay.immutable", "yes"))).isEqualTo(Effects.NONE);
    assertThat(TagLabels.Effects.of(Map.of("quay.expires-after", "2w")))
        .isEqualTo(new Effects(Optional.of(Duration.ofDays(14)), false));
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
    assertThat(TagLabels.parse(value)).contains(duration);
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
    assertThat(TagLabels.parse(value)).isEmpty();
  }
}
