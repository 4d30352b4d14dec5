package dev.wharfinger.repositories.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.RequestRejection;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Namespace;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryDeleted;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryDescriptionSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryStateSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryVisibilitySet;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RepositoryCommandTest {

  private static final RepositoryId WEB_ID = new RepositoryId(11);
  private static final AccountId ACME_ID = new AccountId(3);
  private static final UUID KEY = new UUID(0, 7);
  private static final Personal ACME = new Personal.Known("acme", KEY);
  private static final RepositoryName WEB = new RepositoryName("acme", "web");
  private static final ApiError NO_BODY = ApiError.invalidRequest("no body");
  private static final CheckedBody FAULTY = new CheckedBody.Faulty(NO_BODY);
  private static final RepositoryAccess MISSING = new Missing(Optional.of(Role.ADMIN));

  @Test
  void changesWhatIsThere() {
    assertThat(Decide.events(is(Role.WRITE), describe(body("description", "New"))))
        .containsExactly(
            new RepositoryDescriptionSet(
                WEB_ID, "web", ACME_ID, ACME, new Personal.Known("New", KEY)));
    assertThat(Decide.events(is(Role.ADMIN), show(body("visibility", "public"))))
        .containsExactly(new RepositoryVisibilitySet(WEB_ID, "web", ACME_ID, ACME, true));
    assertThat(Decide.events(is(Role.ADMIN), show(body("visibility", "private"))))
        .containsExactly(new RepositoryVisibilitySet(WEB_ID, "web", ACME_ID, ACME, false));
    assertThat(Decide.events(is(Role.ADMIN), change(body("state", "MIRROR"))))
        .containsExactly(new RepositoryStateSet(WEB_ID, "web", ACME_ID, ACME, State.MIRROR));
    assertThat(Decide.events(is(Role.ADMIN), new DeleteRepository.Delete(WEB, Somebody.ADA)))
        .containsExactly(new RepositoryDeleted(WEB_ID, "web", ACME_ID, ACME));
  }

  @Test
  void asksForTheRightBeforeTheBodyAndForTheBodyBeforeTheRepository() {
    Decision denied = Decision.reject(CommonRejection.NOT_PERMITTED);
    Decision faulty = Decision.reject(new RequestRejection.InvalidBody(NO_BODY));
    assertThat(Decide.on(is(Role.READ), describe(FAULTY))).isEqualTo(denied);
    for (RepositoryCommand command : List.of(show(FAULTY), change(FAULTY))) {
      assertThat(Decide.on(is(Role.WRITE), command)).isEqualTo(denied);
      assertThat(Decide.on(is(Role.ADMIN), command)).isEqualTo(faulty);
      assertThat(Decide.on(MISSING, command)).isEqualTo(faulty);
    }
    assertThat(Decide.on(MISSING, describe(FAULTY))).isEqualTo(faulty);
    assertThat(Decide.on(is(Role.WRITE), new DeleteRepository.Delete(WEB, Somebody.ADA)))
        .isEqualTo(denied);
    assertThat(
            Decide.on(
                new Missing(Optional.empty()), new DeleteRepository.Delete(WEB, Somebody.ADA)))
        .isEqualTo(denied);
  }

  @Test
  void findsNothingWhereNothingIs() {
    Decision notFound = Decision.reject(CommonRejection.NOT_FOUND);
    assertThat(Decide.on(MISSING, describe(body("description", "")))).isEqualTo(notFound);
    assertThat(Decide.on(MISSING, change(body("state", "NORMAL")))).isEqualTo(notFound);
    assertThat(Decide.events(MISSING, show(body("visibility", "public")))).isEmpty();
    assertThat(Decide.events(MISSING, new DeleteRepository.Delete(WEB, Somebody.ADA))).isEmpty();
  }

  private static RepositoryCommand describe(CheckedBody body) {
    return new UpdateRepo.Describe(WEB, Somebody.ADA, body);
  }

  private static RepositoryCommand show(CheckedBody body) {
    return new ChangeRepoVisibility.Show(WEB, Somebody.ADA, body);
  }

  private static RepositoryCommand change(CheckedBody body) {
    return new ChangeRepoState.Change(WEB, Somebody.ADA, body);
  }

  private static CheckedBody body(String key, String value) {
    return new CheckedBody.Fits(JsonNodeFactory.instance.objectNode().put(key, value));
  }

  private static RepositoryAccess is(Role role) {
    return new Present(
        WEB_ID,
        "web",
        new Namespace(ACME_ID, "acme", KEY, true),
        false,
        State.NORMAL,
        Optional.of(role));
  }
}
