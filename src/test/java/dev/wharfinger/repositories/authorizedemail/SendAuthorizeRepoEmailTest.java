package dev.wharfinger.repositories.authorizedemail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.authorizedemail.AuthorizedEmailEvent.RepositoryEmailAsked;
import dev.wharfinger.repositories.authorizedemail.SendAuthorizeRepoEmail.Ask;
import dev.wharfinger.repositories.authorizedemail.SendAuthorizeRepoEmail.Asked;
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

class SendAuthorizeRepoEmailTest {

  private static final UUID KEY = new UUID(0, 7);
  private static final UUID CODE = new UUID(0, 8);
  private static final RepositoryName WEB = new RepositoryName("acme", "web");
  private static final Ask ASK = new Ask(WEB, "bob@example.org", CODE, "digest", Somebody.ADA);

  @Test
  void asksTheOwnerOfTheAddress() {
    assertThat(Decide.events(state(Role.ADMIN, new Asked.Never()), ASK))
        .containsExactly(asked(Decide.FIRST_ID, Decide.FIRST_ID + 1));
  }

  @Test
  void asksAgainUnderTheSameId() {
    assertThat(Decide.events(state(Role.ADMIN, new Asked.Unanswered(42)), ASK))
        .containsExactly(asked(42, Decide.FIRST_ID));
  }

  @Test
  void asksNobodyWhoAgreed() {
    assertThat(Decide.events(state(Role.ADMIN, new Asked.Agreed()), ASK)).isEmpty();
  }

  @Test
  void looksAtThePermissionFirst() {
    assertThat(Decide.on(state(Role.WRITE, new Asked.Never()), ASK))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(Decide.on(missing(Optional.empty()), ASK))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(Decide.on(missing(Optional.of(Role.ADMIN)), ASK))
        .isEqualTo(Decision.reject(new AuthorizedEmailRejection.NoRepository(WEB)));
  }

  private static SendAuthorizeRepoEmail.State missing(Optional<Role> role) {
    return new SendAuthorizeRepoEmail.State(new Missing(role), new Asked.Never());
  }

  private static SendAuthorizeRepoEmail.State state(Role role, Asked asked) {
    RepositoryAccess access =
        new Present(
            new RepositoryId(4),
            "web",
            new Namespace(new AccountId(2), "acme", KEY, true),
            false,
            State.NORMAL,
            Optional.of(role));
    return new SendAuthorizeRepoEmail.State(access, asked);
  }

  private static RepositoryEmailAsked asked(long authorization, long mail) {
    return new RepositoryEmailAsked(
        new RepositoryId(4),
        new AccountId(2),
        authorization,
        "web",
        new Personal.Known("acme", KEY),
        Somebody.ACCOUNT,
        new Personal.Known("bob@example.org", KEY),
        CODE,
        "digest",
        mail);
  }
}
