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
import dev.wharfinger.registries.tag.PruneTags.Prune;
import dev.wharfinger.registries.tag.TagEvent.TagPruned;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PruneTagsTest {

  private static final Instant STARTS = Instant.parse("2026-08-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-08-21T12:00:00Z");
  private static final Prune PRUNE = new Prune(WEB, "v1", "sha256:a", STARTS, NOW);

  @Test
  void recordsThatATagExpiresNow() {
    TagPruned pruned = new TagPruned(WEB, "web", ACME, NAME, "v1", "sha256:a", STARTS, NOW);
    assertThat(Decide.events(untold(), PRUNE)).containsExactly(pruned);
    assertThat(Decide.events(told(STARTS, NOW.plusNanos(1)), PRUNE))
        .as("it would have expired later")
        .containsExactly(pruned);
    assertThat(Decide.events(told(STARTS.minusSeconds(1), NOW), PRUNE))
        .as("what the tag was set to before has expired")
        .containsExactly(pruned);
  }

  @Test
  void recordsNothingOfATagThatHasExpired() {
    assertThat(Decide.events(told(STARTS, NOW), PRUNE)).isEmpty();
  }

  @Test
  void recordsNothingOfARepositoryThatIsGone() {
    assertThat(Decide.events(GONE, PRUNE)).isEmpty();
  }

  @Test
  void leavesWhatIsImmutable() {
    assertThat(Decide.events(immutable("sha256:a", false), PRUNE)).isEmpty();
    assertThat(Decide.events(immutable("sha256:b", false), PRUNE)).hasSize(1);
  }
}
