package dev.wharfinger.accounts.organization;

import static dev.wharfinger.accounts.organization.Callers.acme;
import static dev.wharfinger.accounts.organization.Callers.fullAccess;
import static dev.wharfinger.accounts.organization.Callers.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationDeleted;
import dev.wharfinger.accounts.organization.OrganizationState.Missing;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Scope;
import org.junit.jupiter.api.Test;

class DeleteAdminedOrganizationTest {

  private static final Decision FORBIDDEN = Decision.reject(CommonRejection.NOT_PERMITTED);

  @Test
  void letsAnAdministratorDelete() {
    assertThat(
            Decide.events(
                acme(true), new OrganizationDeletion("acme", user(Scope.ORG_ADMIN), true)))
        .containsExactly(new OrganizationDeleted(new OrganizationId(3), "acme"));
  }

  @Test
  void letsFullAccessDelete() {
    assertThat(Decide.events(acme(false), new OrganizationDeletion("acme", fullAccess(), true)))
        .hasSize(1);
  }

  @Test
  void refusesWhoAdministersNothing() {
    assertThat(
            Decide.on(acme(false), new OrganizationDeletion("acme", user(Scope.ORG_ADMIN), true)))
        .isEqualTo(FORBIDDEN);
    assertThat(
            Decide.on(new Missing(), new OrganizationDeletion("acme", user(Scope.ORG_ADMIN), true)))
        .isEqualTo(FORBIDDEN);
  }

  @Test
  void refusesAnAdministratorWhoseTokenLacksTheScope() {
    assertThat(
            Decide.on(acme(true), new OrganizationDeletion("acme", user(Scope.REPO_CREATE), true)))
        .isEqualTo(FORBIDDEN);
  }

  @Test
  void missesWhatIsNotThereOnlyForWhoMayLook() {
    Decision missing = Decision.reject(CommonRejection.NOT_FOUND);
    assertThat(Decide.on(new Missing(), new OrganizationDeletion("acme", fullAccess(), true)))
        .isEqualTo(missing);
    assertThat(
            Decide.on(new Missing(), new OrganizationDeletion("ada", user(Scope.ORG_ADMIN), true)))
        .isEqualTo(missing);
  }
}
