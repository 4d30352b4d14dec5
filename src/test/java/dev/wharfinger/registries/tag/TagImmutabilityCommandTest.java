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
import dev.wharfinger.registries.tag.TagEvent.ImmutableBy;
import dev.wharfinger.registries.tag.TagEvent.ImmutableTagOverwritten;
import dev.wharfinger.registries.tag.TagEvent.ImmutableTagPutBack;
import dev.wharfinger.registries.tag.TagEvent.TagMadeImmutable;
import dev.wharfinger.registries.tag.TagImmutabilityCommand.MakeImmutable;
import dev.wharfinger.registries.tag.TagImmutabilityCommand.Overwrite;
import dev.wharfinger.registries.tag.TagImmutabilityCommand.PutBack;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TagImmutabilityCommandTest {

  private static MakeImmutable make(boolean canExpire) {
    return new MakeImmutable(WEB, "v1", "sha256:a", ImmutableBy.LABEL, canExpire);
  }

  private static TagMadeImmutable made(boolean cleared) {
    return new TagMadeImmutable(
        WEB, "web", ACME, NAME, "v1", "sha256:a", ImmutableBy.LABEL, cleared);
  }

  @Test
  void makesATagImmutableOnce() {
    assertThat(Decide.events(untold(), make(false))).containsExactly(made(false));
    assertThat(Decide.events(immutable("sha256:a", false), make(false))).isEmpty();
    assertThat(Decide.events(immutable("sha256:b", false), make(false)))
        .as("that it was overwritten is not seen yet")
        .isEmpty();
    assertThat(Decide.events(immutable("sha256:b", true), make(false)))
        .as("it is to be put back")
        .isEmpty();
    assertThat(Decide.events(GONE, make(false))).isEmpty();
  }

  @Test
  void clearsTheExpirationUnlessItMayExpire() {
    var expiring = told(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    assertThat(Decide.events(expiring, make(false))).containsExactly(made(true));
    assertThat(Decide.events(expiring, make(true))).containsExactly(made(false));
  }

  @Test
  void recordsWhatWentAgainstIt() {
    Overwrite overwrite = new Overwrite(WEB, "v1", "sha256:a", "sha256:b", true);
    assertThat(Decide.events(immutable("sha256:a", false), overwrite))
        .containsExactly(
            new ImmutableTagOverwritten(
                WEB, "web", ACME, NAME, "v1", "sha256:a", "sha256:b", true));
    assertThat(Decide.events(immutable("sha256:c", false), overwrite)).isEmpty();
    assertThat(Decide.events(untold(), overwrite)).isEmpty();
  }

  @Test
  void recordsThatItWasPutBack() {
    PutBack back = new PutBack(WEB, "v1", "sha256:a");
    assertThat(Decide.events(immutable("sha256:a", true), back))
        .containsExactly(new ImmutableTagPutBack(WEB, "web", ACME, NAME, "v1", "sha256:a"));
    assertThat(Decide.events(immutable("sha256:a", false), back)).isEmpty();
    assertThat(Decide.events(immutable("sha256:b", true), back)).isEmpty();
  }
}
