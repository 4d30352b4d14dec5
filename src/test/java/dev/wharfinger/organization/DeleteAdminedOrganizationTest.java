package dev.wharfinger.organization;

import static dev.wharfinger.organization.Callers.acme;
import static dev.wharfinger.organization.Callers.fullAccess;
import static dev.wharfinger.organization.Callers.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.http.Problem;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.journal.Decide;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.organization.DeleteAdminedOrganization.Delete;
import dev.wharfinger.organization.OrganizationEvent.OrganizationDeleted;
import dev.wharfinger.organization.OrganizationState.Missing;
import dev.wharfinger.security.Scope;
import org.junit.jupiter.api.Test;

class DeleteAdminedOrganizationTest {

  private static final Decision FORBIDDEN =
      Decision.reject(Refusal.problem(Problem.INSUFFICIENT_SCOPE));

  @Test
  void letsAnAdministratorDelete() {
    assertThat(Decide.events(acme(true), new Delete("acme", user(Scope.ORG_ADMIN))))
        .containsExactly(new OrganizationDeleted(3, "acme"));
  }

  @Test
  void letsFullAccessDelete() {
    assertThat(Decide.events(acme(false), new Delete("acme", fullAccess()))).hasSize(1);
  }

  @Test
  void refusesWhoAdministersNothing() {
    assertThat(Decide.on(acme(false), new Delete("acme", user(Scope.ORG_ADMIN))))
        .isEqualTo(FORBIDDEN);
    assertThat(Decide.on(new Missing(), new Delete("acme", user(Scope.ORG_ADMIN))))
        .isEqualTo(FORBIDDEN);
  }

  @Test
  void refusesAnAdministratorWhoseTokenLacksTheScope() {
    assertThat(Decide.on(acme(true), new Delete("acme", user(Scope.REPO_CREATE))))
        .isEqualTo(FORBIDDEN);
  }

  @Test
  void missesWhatIsNotThereOnlyForWhoMayLook() {
    Decision missing = Decision.reject(Refusal.notFound());
    assertThat(Decide.on(new Missing(), new Delete("acme", fullAccess()))).isEqualTo(missing);
    assertThat(Decide.on(new Missing(), new Delete("ada", user(Scope.ORG_ADMIN))))
        .isEqualTo(missing);
  }
}
