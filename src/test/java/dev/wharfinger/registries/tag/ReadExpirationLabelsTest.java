package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.tag.ReadExpirationLabels.Expire;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationLabeled;
import dev.wharfinger.registries.tag.TagPlace.Expiration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadExpirationLabelsTest {

  private static final RepositoryId WEB = new RepositoryId(11);
  private static final AccountId ACME = new AccountId(3);
  private static final Personal NAME = new Personal.Known("acme", new UUID(0, 7));
  private static final Instant STARTS = Instant.parse("2026-08-01T00:00:00Z");
  private static final Expire EXPIRE =
      new Expire(WEB, "v1", "sha256:a", STARTS, STARTS.plusSeconds(60));

  private static Optional<TagPlace> place(Optional<Instant> starts) {
    return Optional.of(
        new TagPlace(
            WEB,
            "web",
            ACME,
            NAME,
            starts.map(time -> new Expiration(time, STARTS.plusSeconds(1)))));
  }

  @Test
  void recordsWhenATagExpires() {
    TagExpirationLabeled labeled =
        new TagExpirationLabeled(
            WEB, "web", ACME, NAME, "v1", "sha256:a", STARTS, STARTS.plusSeconds(60));
    assertThat(Decide.events(place(Optional.empty()), EXPIRE)).containsExactly(labeled);
    assertThat(Decide.events(place(Optional.of(STARTS.minusSeconds(1))), EXPIRE))
        .as("what it was set to before was told")
        .containsExactly(labeled);
  }

  @Test
  void leavesWhatSomebodyToldTheTagSince() {
    assertThat(Decide.events(place(Optional.of(STARTS)), EXPIRE)).isEmpty();
  }

  @Test
  void recordsNothingOfARepositoryThatIsGone() {
    assertThat(Decide.events(Optional.<TagPlace>empty(), EXPIRE)).isEmpty();
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
