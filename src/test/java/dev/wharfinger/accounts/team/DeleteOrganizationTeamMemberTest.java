package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Given.ACME;
import static dev.wharfinger.accounts.team.Given.ADA;
import static dev.wharfinger.accounts.team.Given.CREW;
import static dev.wharfinger.accounts.team.Given.MEL;
import static dev.wharfinger.accounts.team.Given.personal;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.team.DeleteOrganizationTeamMember.Remove;
import dev.wharfinger.accounts.team.MemberState.Candidate;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberRemoved;
import dev.wharfinger.accounts.team.TeamState.Membership;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Caller;
import org.junit.jupiter.api.Test;

class DeleteOrganizationTeamMemberTest {

  private static final Candidate MEL_IN = Given.user(MEL, "mel", true);
  private static final Candidate ADA_IN = Given.user(ADA.account(), "ada", true);

  @Test
  void removesAnybodyElseEvenFromTheCallersOnlyAdminTeam() {
    assertThat(events(state(Membership.ONLY_ADMIN_TEAM, MEL_IN), remove("mel", ADA)))
        .containsExactly(new TeamMemberRemoved(ACME, CREW, "crew", MEL, personal("mel")));
  }

  @Test
  void letsNobodyGiveUpHisLastAdministration() {
    assertThat(on(state(Membership.ONLY_ADMIN_TEAM, ADA_IN), remove("ada", ADA)))
        .isEqualTo(Decision.reject(TeamRejection.Simple.LEAVES_ONLY_ADMIN_TEAM));
    assertThat(events(state(Membership.MEMBER, ADA_IN), remove("ada", ADA))).hasSize(1);
  }

  @Test
  void refusesWhoIsNotInTheTeam() {
    assertThat(on(state(Membership.NONE, Given.user(MEL, "mel", false)), remove("mel", ADA)))
        .isEqualTo(Decision.reject(new TeamRejection.NotMember("mel", "crew")));
    assertThat(on(state(Membership.NONE, new Candidate.Unknown()), remove("nobody", ADA)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
  }

  @Test
  void looksAtTheRightBeforeTheTeam() {
    MemberState nothing = new MemberState(Given.noTeam(), MEL_IN);
    assertThat(on(nothing, remove("mel", ADA)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(on(nothing, remove("mel", Given.ADA_UNSCOPED)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
  }

  private static MemberState state(Membership tie, Candidate candidate) {
    return new MemberState(Given.crew(TeamRole.ADMIN, tie), candidate);
  }

  private static Remove remove(String member, Caller.User caller) {
    return new Remove("acme", "crew", member, caller);
  }
}
