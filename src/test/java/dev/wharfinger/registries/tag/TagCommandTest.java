package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.tag.TagEvent.TagDeleted;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Namespace;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import dev.wharfinger.repositories.repository.RepositoryName;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TagCommandTest {

  private static final UUID KEY = new UUID(0, 7);
  private static final RepositoryName WEB = new RepositoryName("acme", "web");
  private static final TagCommand DELETED =
      new TagCommand(WEB, Somebody.ADA, Optional.of(TagCommandTest::deleted));

  private static TagEvent deleted(Present web) {
    return new TagDeleted(
        web.id(),
        web.name(),
        web.namespace().id(),
        web.namespace().personalName(),
        "latest",
        "sha256:a");
  }

  private static RepositoryAccess is(Role role) {
    return new Present(
        new RepositoryId(11),
        "web",
        new Namespace(new AccountId(3), "acme", KEY, true),
        false,
        State.NORMAL,
        Optional.of(role));
  }

  @Test
  void recordsWhatWasDone() {
    assertThat(Decide.events(is(Role.WRITE), DELETED))
        .containsExactly(
            new TagDeleted(
                new RepositoryId(11),
                "web",
                new AccountId(3),
                new Personal.Known("acme", KEY),
                "latest",
                "sha256:a"));
  }

  @Test
  void recordsNothingForThoseWhoMayNotWrite() {
    assertThat(Decide.on(is(Role.READ), DELETED))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(Decide.on(new Missing(Optional.of(Role.ADMIN)), DELETED))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  @Test
  void recordsNothingForARepetition() {
    assertThat(Decide.on(is(Role.WRITE), new TagCommand(WEB, Somebody.ADA, Optional.empty())))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }
}
