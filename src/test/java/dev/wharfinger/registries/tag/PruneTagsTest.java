package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.tag.PruneTags.Prune;
import dev.wharfinger.registries.tag.TagEvent.TagPruned;
import dev.wharfinger.registries.tag.TagPlace.Expiration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PruneTagsTest {

  private static final RepositoryId WEB = new RepositoryId(11);
  private static final AccountId ACME = new AccountId(3);
  private static final Personal NAME = new Personal.Known("acme", new UUID(0, 7));
  private static final Instant STARTS = Instant.parse("2026-08-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-08-21T12:00:00Z");
  private static final Prune PRUNE = new Prune(WEB, "v1", "sha256:a", STARTS, NOW);

  private static Optional<TagPlace> place(Optional<Expiration> expiration) {
    return Optional.of(new TagPlace(WEB, "web", ACME, NAME, expiration));
  }

  @Test
  void recordsThatATagExpiresNow() {
    TagPruned pruned = new TagPruned(WEB, "web", ACME, NAME, "v1", "sha256:a", STARTS, NOW);
    assertThat(Decide.events(place(Optional.empty()), PRUNE)).containsExactly(pruned);
    assertThat(Decide.events(place(Optional.of(new Expiration(STARTS, NOW.plusNanos(1)))), PRUNE))
        .as("it would have expired later")
        .containsExactly(pruned);
    assertThat(
            Decide.events(place(Optional.of(new Expiration(STARTS.minusSeconds(1), NOW))), PRUNE))
        .as("what the tag was set to before has expired")
        .containsExactly(pruned);
  }

  @Test
  void recordsNothingOfATagThatHasExpired() {
    assertThat(Decide.events(place(Optional.of(new Expiration(STARTS, NOW))), PRUNE)).isEmpty();
  }

  @Test
  void recordsNothingOfARepositoryThatIsGone() {
    assertThat(Decide.events(Optional.<TagPlace>empty(), PRUNE)).isEmpty();
  }
}
