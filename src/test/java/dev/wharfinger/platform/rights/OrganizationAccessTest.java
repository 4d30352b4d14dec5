package dev.wharfinger.platform.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Contract organization 0.2 and 0.3. */
class OrganizationAccessTest {

  private static final OrganizationId ACME = new OrganizationId(7);
  private static final OrganizationAccess ADMINISTRATOR =
      new OrganizationAccess.Administrator(ACME);
  private static final OrganizationAccess MEMBER = new OrganizationAccess.Member(ACME);
  private static final OrganizationAccess OUTSIDER = new OrganizationAccess.NonMember(ACME);
  private static final OrganizationAccess NOWHERE = new OrganizationAccess.NoOrganization(false);
  private static final OrganizationAccess OWN_NAME = new OrganizationAccess.NoOrganization(true);

  private static final Caller.User SCOPED = caller(Set.of(Scope.ORG_ADMIN), false, false);
  private static final Caller.User UNSCOPED =
      caller(Set.of(Scope.REPO_CREATE, Scope.USER_ADMIN), false, false);
  private static final Caller.User FULL_ACCESS = caller(Set.of(Scope.SUPER_USER), true, false);
  private static final Caller.User READ_ONLY = caller(Set.of(), false, true);

  @Test
  void onlyAdministratorsAdministerAndOnlyWithTheScope() {
    assertThat(ADMINISTRATOR.administers(SCOPED)).isTrue();
    assertThat(ADMINISTRATOR.administers(UNSCOPED)).isFalse();
    assertThat(MEMBER.administers(SCOPED)).isFalse();
    assertThat(OUTSIDER.administers(SCOPED)).isFalse();
  }

  @Test
  void fullAccessAdministersEverywhereAndReadOnlyNowhere() {
    assertThat(OUTSIDER.administers(FULL_ACCESS)).isTrue();
    assertThat(NOWHERE.administers(FULL_ACCESS)).isTrue();
    assertThat(OUTSIDER.administers(READ_ONLY)).isFalse();
    assertThat(OUTSIDER.inspects(READ_ONLY)).isTrue();
    assertThat(OUTSIDER.inspects(SCOPED)).isFalse();
  }

  @Test
  void membersBelongWithEitherScopeAndNobodyElseDoes() {
    assertThat(MEMBER.belongs(SCOPED)).isTrue();
    assertThat(MEMBER.belongs(UNSCOPED)).as("repo:create will do").isTrue();
    assertThat(ADMINISTRATOR.belongs(UNSCOPED)).isTrue();
    assertThat(MEMBER.belongs(caller(Set.of(Scope.USER_ADMIN), false, false))).isFalse();
    assertThat(OUTSIDER.belongs(SCOPED)).isFalse();
    assertThat(NOWHERE.belongs(SCOPED)).isFalse();
    assertThat(OWN_NAME.belongs(UNSCOPED)).isTrue();
    assertThat(OUTSIDER.belongs(READ_ONLY)).isTrue();
    assertThat(NOWHERE.belongs(FULL_ACCESS)).isTrue();
  }

  @Test
  void everybodyAdministersTheOrganizationOfHisOwnNameWhichIsMissing() {
    assertThat(OWN_NAME.refusesAdministrationBy(SCOPED)).contains(CommonRejection.NOT_FOUND);
    assertThat(OWN_NAME.refusesAdministrationBy(UNSCOPED)).contains(CommonRejection.NOT_PERMITTED);
  }

  @Test
  void theRightIsTestedBeforeTheExistence() {
    assertThat(NOWHERE.refusesAdministrationBy(SCOPED)).contains(CommonRejection.NOT_PERMITTED);
    assertThat(NOWHERE.refusesAdministrationBy(FULL_ACCESS)).contains(CommonRejection.NOT_FOUND);
    assertThat(ADMINISTRATOR.refusesAdministrationBy(SCOPED)).isEmpty();
  }

  private static Caller.User caller(Set<Scope> scopes, boolean fullAccess, boolean readOnly) {
    return new Caller.User(
        new AccountId(1),
        "ada",
        new UUID(0, 1),
        scopes,
        Optional.empty(),
        fullAccess,
        fullAccess,
        readOnly);
  }
}
