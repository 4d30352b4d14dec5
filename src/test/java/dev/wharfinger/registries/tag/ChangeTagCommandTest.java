package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.tag.ChangeTagCommand.Immutability;
import dev.wharfinger.registries.tag.ChangeTagCommand.Move;
import dev.wharfinger.registries.tag.ChangeTagCommand.State;
import dev.wharfinger.registries.tag.ChangeTagCommand.Stored;
import dev.wharfinger.registries.tag.TagChanges.Living;
import dev.wharfinger.registries.tag.TagEvent.TagCreated;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationCleared;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationSet;
import dev.wharfinger.registries.tag.TagEvent.TagImmutabilityChanged;
import dev.wharfinger.registries.tag.TagEvent.TagMoved;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Namespace;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeTagCommandTest {

  private static final UUID KEY = new UUID(0, 7);
  private static final RepositoryId WEB = new RepositoryId(11);
  private static final AccountId ACME = new AccountId(3);
  private static final Personal NAME = new Personal.Known("acme", KEY);
  private static final Instant STARTS = Instant.parse("2026-08-21T16:02:54Z");
  private static final Instant TOMORROW = Instant.parse("2026-08-22T16:02:54Z");
  private static final Instant LATER = Instant.parse("2026-08-23T16:02:54Z");
  private static final Optional<Stored> STORED = Optional.of(new Stored(STARTS, TOMORROW));

  private static State is(Role role, Optional<Stored> stored) {
    return new State(
        new Present(
            WEB,
            "web",
            new Namespace(ACME, "acme", KEY, true),
            false,
            dev.wharfinger.repositories.repository.RepositoryEvent.State.NORMAL,
            Optional.of(role)),
        stored);
  }

  private static ChangeTagCommand command(Optional<TagExpiration> expiration, Optional<Move> move) {
    return new ChangeTagCommand(
        new RepositoryName("acme", "web"), Somebody.ADA, "v1", expiration, Optional.empty(), move);
  }

  private static ChangeTagCommand expire(@Nullable Instant at) {
    return command(
        Optional.of(new TagExpiration(new Living("sha256:a", STARTS, true, false), at, at)),
        Optional.empty());
  }

  private static TagExpirationSet set(@Nullable Instant previous) {
    return new TagExpirationSet(
        WEB, "web", ACME, NAME, "v1", "sha256:a", STARTS, LATER, LATER, previous);
  }

  @Test
  void setsAnExpiration() {
    assertThat(Decide.events(is(Role.WRITE, Optional.empty()), expire(LATER)))
        .containsExactly(set(null));
    assertThat(Decide.events(is(Role.WRITE, STORED), expire(LATER))).containsExactly(set(TOMORROW));
  }

  @Test
  void knowsNothingOfTheExpirationOfWhatTheTagHadBefore() {
    Optional<Stored> other = Optional.of(new Stored(STARTS.minusSeconds(1), TOMORROW));
    assertThat(Decide.events(is(Role.WRITE, other), expire(LATER))).containsExactly(set(null));
    assertThat(Decide.events(is(Role.WRITE, other), expire(null))).isEmpty();
  }

  @Test
  void clearsAnExpirationIfThereIsOne() {
    assertThat(Decide.events(is(Role.WRITE, STORED), expire(null)))
        .containsExactly(
            new TagExpirationCleared(WEB, "web", ACME, NAME, "v1", "sha256:a", TOMORROW));
    assertThat(Decide.events(is(Role.WRITE, Optional.empty()), expire(null))).isEmpty();
  }

  @Test
  void recordsWhetherATagIsImmutable() {
    Move move = new Move("sha256:b", Optional.of("sha256:a"));
    ChangeTagCommand command =
        new ChangeTagCommand(
            new RepositoryName("acme", "web"),
            Somebody.ADA,
            "v1",
            Optional.empty(),
            Optional.of(new Immutability("sha256:a", false, true)),
            Optional.of(move));
    assertThat(Decide.events(is(Role.WRITE, Optional.empty()), command))
        .as("each saved on its own, in Quay's order")
        .containsExactly(
            new TagImmutabilityChanged(WEB, "web", ACME, NAME, "v1", "sha256:a", false, true),
            new TagMoved(WEB, "web", ACME, NAME, "v1", "sha256:b", "sha256:a"));
  }

  @Test
  void recordsWhatATagWasSetTo() {
    Move create = new Move("sha256:b", Optional.empty());
    assertThat(
            Decide.events(
                is(Role.WRITE, Optional.empty()), command(Optional.empty(), Optional.of(create))))
        .containsExactly(new TagCreated(WEB, "web", ACME, NAME, "v1", "sha256:b"));
    Move move = new Move("sha256:b", Optional.of("sha256:a"));
    assertThat(
            Decide.events(
                is(Role.WRITE, Optional.empty()), command(Optional.empty(), Optional.of(move))))
        .containsExactly(new TagMoved(WEB, "web", ACME, NAME, "v1", "sha256:b", "sha256:a"));
  }

  @Test
  void recordsNothingForThoseWhoMayNotWrite() {
    assertThat(Decide.on(is(Role.READ, Optional.empty()), expire(LATER)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    RepositoryAccess missing = new Missing(Optional.of(Role.ADMIN));
    assertThat(Decide.on(new State(missing, Optional.empty()), expire(LATER)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }
}
