package dev.wharfinger.registries.tag;

import static dev.wharfinger.registries.tag.TagPlaces.ACME;
import static dev.wharfinger.registries.tag.TagPlaces.GONE;
import static dev.wharfinger.registries.tag.TagPlaces.NAME;
import static dev.wharfinger.registries.tag.TagPlaces.WEB;
import static dev.wharfinger.registries.tag.TagPlaces.told;
import static dev.wharfinger.registries.tag.TagPlaces.untold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.registries.tag.ExpireTags.Expire;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationLapsed;
import dev.wharfinger.registries.tag.TagEvent.TagExpired;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpireTagsTest {

  private static final Optional<TagPlace> DUE = told(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

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
    assertThat(Decide.events(told(Instant.MAX, Instant.MAX), expire)).isEmpty();
    assertThat(Decide.events(untold(), expire)).isEmpty();
    assertThat(Decide.events(GONE, expire)).isEmpty();
  }
}
