package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Given.ACME;
import static dev.wharfinger.accounts.team.Given.ADA;
import static dev.wharfinger.accounts.team.Given.MEL;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.team.RemoveOrganizationMember.Remove;
import dev.wharfinger.accounts.team.RemoveOrganizationMember.State;
import dev.wharfinger.accounts.team.RemoveOrganizationMember.Target;
import dev.wharfinger.accounts.team.TeamEvent.OrganizationMemberRemoved;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import org.junit.jupiter.api.Test;

class RemoveOrganizationMemberTest {

  private static final OrganizationAccess ADMINISTRATOR =
      new OrganizationAccess.Administrator(ACME);

  @Test
  void removesWhoHasATie() {
    assertThat(events(new State(ADMINISTRATOR, new Target.MemberOrCollaborator(MEL)), remove(ADA)))
        .containsExactly(new OrganizationMemberRemoved(ACME, MEL));
  }

  @Test
  void hasNothingToDoForAStranger() {
    assertThat(events(new State(ADMINISTRATOR, new Target.Unrelated()), remove(ADA))).isEmpty();
  }

  @Test
  void keepsTheOnlyAdministrator() {
    assertThat(on(new State(ADMINISTRATOR, new Target.OnlyAdministrator()), remove(ADA)))
        .isEqualTo(Decision.reject(TeamRejection.Simple.ONLY_ADMINISTRATOR));
  }

  @Test
  void findsNoUnknownUserAndNoMissingOrganization() {
    Decision missing = Decision.reject(CommonRejection.NOT_FOUND);
    OrganizationAccess nowhere = new OrganizationAccess.NoOrganization(false);
    assertThat(on(new State(ADMINISTRATOR, new Target.Unknown()), remove(ADA))).isEqualTo(missing);
    assertThat(on(new State(nowhere, new Target.Unrelated()), remove(Given.FULL_ACCESS)))
        .isEqualTo(missing);
  }

  @Test
  void deniesWhoIsNoAdministrator() {
    Decision denied = Decision.reject(CommonRejection.NOT_PERMITTED);
    OrganizationAccess member = new OrganizationAccess.Member(ACME);
    assertThat(on(new State(member, new Target.Unknown()), remove(ADA))).isEqualTo(denied);
    assertThat(on(new State(ADMINISTRATOR, new Target.Unknown()), remove(Given.ADA_UNSCOPED)))
        .isEqualTo(denied);
  }

  private static Remove remove(Caller.User caller) {
    return new Remove("acme", "mel", caller);
  }
}
