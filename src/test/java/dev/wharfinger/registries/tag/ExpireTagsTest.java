package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.tag.ExpireTags.Expire;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationLapsed;
import dev.wharfinger.registries.tag.TagEvent.TagExpired;
import dev.wharfinger.registries.tag.TagPlace.Expiration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExpireTagsTest {

  private static final RepositoryId WEB = new RepositoryId(11);
  private static final AccountId ACME = new AccountId(3);
  private static final Personal NAME = new Personal.Known("acme", new UUID(0, 7));
  private static final Optional<TagPlace> DUE = place(Optional.of(Instant.EPOCH));

  private static Optional<TagPlace> place(Optional<Instant> starts) {
    return Optional.of(
        new TagPlace(
            WEB,
            "web",
            ACME,
            NAME,
            starts.map(time -> new Expiration(time, Instant.EPOCH.plusSeconds(1)))));
  }

  private static Expire expire(Optional<String> deleted) {
    return new Expire(WEB, "v1", Optional.of(Instant.EPOCH), deleted);
  }

  @Test
  void recordsThatATagExpired() {
    assertThat(Decide.events(DUE, expire(Optional.of("sha256:a"))))
        .containsExactly(new TagExpired(WEB, "web", ACME, NAME, "v1", "sha256:a"));
  }

  @Test
  void recordsThatATagWasGoneBefore() {
    assertThat(Decide.events(DUE, expire(Optional.empty())))
        .containsExactly(new TagExpirationLapsed(WEB, "web", ACME, NAME, "v1"));
  }

  @Test
  void recordsNothingOfAnExpirationThatWasChanged() {
    Expire expire = expire(Optional.of("sha256:a"));
    assertThat(Decide.events(place(Optional.of(Instant.MAX)), expire)).isEmpty();
    assertThat(Decide.events(place(Optional.empty()), expire)).isEmpty();
    assertThat(Decide.events(Optional.<TagPlace>empty(), expire)).isEmpty();
  }
}
