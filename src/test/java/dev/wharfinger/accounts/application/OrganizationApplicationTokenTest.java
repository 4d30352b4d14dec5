package dev.wharfinger.accounts.application;

import static dev.wharfinger.accounts.application.Given.ACME;
import static dev.wharfinger.accounts.application.Given.ADA;
import static dev.wharfinger.accounts.application.Given.CLIENT;
import static dev.wharfinger.accounts.application.Given.CRANE;
import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenRevoked;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationTokenCreated;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationTokenRevoked;
import dev.wharfinger.accounts.application.CreateOrganizationApplicationToken.Create;
import dev.wharfinger.accounts.application.CreateOrganizationApplicationToken.State;
import dev.wharfinger.accounts.application.DeleteOrganizationApplicationToken.Delete;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationApplicationTokenTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant THEN = NOW.plusSeconds(60);
  private static final UUID TOKEN = new UUID(0, 5);
  private static final Decision NOT_FOUND = Decision.reject(CommonRejection.NOT_FOUND);
  private static final State CRANE_STATE = new State(Given.crane(), 3);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "repo:read,user:read|repo:read user:read",
        "' user:read   repo:read '|user:read repo:read",
        "org:admin org:admin|org:admin"
      })
  void namesATokenAndItsScopesOnceEach(String sent, String kept) {
    assertThat(events(CRANE_STATE, create(ADA, "night shift", sent)))
        .containsExactly(
            new ApplicationTokenCreated(
                FIRST_ID,
                TOKEN,
                new AccountId(1),
                CRANE,
                ACME,
                CLIENT,
                "crane",
                "night shift",
                kept,
                THEN));
  }

  @Test
  void refusesInTheContractsOrder() {
    assertThat(on(CRANE_STATE, create(ADA, "", "repo:fly")))
        .isEqualTo(Decision.reject(ApplicationRejection.Simple.EMPTY_TOKEN_NAME));
    assertThat(on(CRANE_STATE, create(ADA, "a", "repo:fly")))
        .isEqualTo(Decision.reject(new ApplicationRejection.InvalidScope("repo:fly")));
    assertThat(on(CRANE_STATE, create(ADA, "a", " ")))
        .isEqualTo(Decision.reject(new ApplicationRejection.InvalidScope(" ")));
    assertThat(on(CRANE_STATE, create(ADA, "a", "super:user")))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(on(new State(Given.noApplication(), 0), create(ADA, "", ""))).isEqualTo(NOT_FOUND);
    assertThat(
            on(new State(Given.crane(new OrganizationAccess.Member(ACME)), 0), create(ADA, "", "")))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
  }

  @Test
  void grantsNoMoreThanTheCallersTokenCanDo() {
    Caller.User narrow = Given.ada(EnumSet.of(Scope.ORG_ADMIN, Scope.REPO_WRITE), false);
    assertThat(events(CRANE_STATE, create(narrow, "a", "repo:read repo:write org:admin")))
        .hasSize(1);
    for (String wanted : Set.of("repo:admin", "user:read", "repo:read repo:create")) {
      assertThat(on(CRANE_STATE, create(narrow, "a", wanted)))
          .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    }
    Caller.User root = Given.ada(EnumSet.allOf(Scope.class), true);
    assertThat(events(CRANE_STATE, create(root, "a", "super:user"))).hasSize(1);
  }

  @Test
  void countsLivingTokensAgainstTheLimit() {
    assertThat(on(CRANE_STATE, create(ADA, "a", "repo:read", Optional.of(3L))))
        .isEqualTo(Decision.reject(new ApplicationRejection.TooManyTokens(3)));
    assertThat(events(CRANE_STATE, create(ADA, "a", "repo:read", Optional.of(4L)))).hasSize(1);
  }

  @Test
  void revokesATokenOfTheApplicationOnly() {
    Delete delete = new Delete("acme", CLIENT, ADA, Optional.of(TOKEN));
    assertThat(
            events(
                new DeleteOrganizationApplicationToken.State(Given.crane(), Optional.of(5L)),
                delete))
        .containsExactly(new ApplicationTokenRevoked(5, TOKEN, ACME, CLIENT, "crane"));
    assertThat(
            on(
                new DeleteOrganizationApplicationToken.State(Given.crane(), Optional.empty()),
                delete))
        .isEqualTo(NOT_FOUND);
    assertThat(
            on(
                new DeleteOrganizationApplicationToken.State(
                    Given.crane(new OrganizationAccess.Member(ACME)), Optional.of(5L)),
                delete))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
  }

  @Test
  void takesBackAGrantThatIsTheCallersOwn() {
    DeleteUserAuthorization.Delete delete =
        new DeleteUserAuthorization.Delete(new AccountId(1), TOKEN);
    assertThat(events(Optional.of(5L), delete)).containsExactly(new AccessTokenRevoked(5, TOKEN));
    assertThat(on(Optional.empty(), delete)).isEqualTo(NOT_FOUND);
  }

  private static Create create(Caller.User caller, String name, String scope) {
    return create(caller, name, scope, Optional.empty());
  }

  private static Create create(Caller.User caller, String name, String scope, Optional<Long> most) {
    return new Create("acme", CLIENT, caller, TOKEN, name, scope, NOW, THEN, most);
  }
}
