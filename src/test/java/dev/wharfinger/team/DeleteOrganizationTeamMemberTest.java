package dev.wharfinger.team;

import static dev.wharfinger.journal.Decide.events;
import static dev.wharfinger.journal.Decide.on;
import static dev.wharfinger.team.Given.ACME;
import static dev.wharfinger.team.Given.ADA;
import static dev.wharfinger.team.Given.CREW;
import static dev.wharfinger.team.Given.MEL;
import static dev.wharfinger.team.Given.personal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.http.Refusal;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.security.Caller;
import dev.wharfinger.team.DeleteOrganizationTeamMember.Remove;
import dev.wharfinger.team.MemberState.Candidate;
import dev.wharfinger.team.TeamEvent.TeamMemberRemoved;
import dev.wharfinger.team.TeamState.Tie;
import org.junit.jupiter.api.Test;

class DeleteOrganizationTeamMemberTest {

  private static final Candidate MEL_IN = Given.user(MEL, "mel", true);
  private static final Candidate ADA_IN = Given.user(ADA.account(), "ada", true);

  @Test
  void removesAnybodyElseEvenFromTheCallersOnlyAdminTeam() {
    assertThat(events(state(Tie.ONLY_ADMIN_TEAM, MEL_IN), remove("mel", ADA)))
        .containsExactly(new TeamMemberRemoved(ACME, CREW, "crew", MEL, personal("mel")));
  }

  @Test
  void letsNobodyGiveUpHisLastAdministration() {
    assertThat(on(state(Tie.ONLY_ADMIN_TEAM, ADA_IN), remove("ada", ADA)))
        .isEqualTo(refused("User cannot remove themselves from their only admin team."));
    assertThat(events(state(Tie.MEMBER, ADA_IN), remove("ada", ADA))).hasSize(1);
  }

  @Test
  void refusesWhoIsNotInTheTeam() {
    assertThat(on(state(Tie.NONE, Given.user(MEL, "mel", false)), remove("mel", ADA)))
        .isEqualTo(refused("User mel does not belong to team crew"));
    assertThat(on(state(Tie.NONE, new Candidate.Unknown()), remove("nobody", ADA)))
        .isEqualTo(Decision.reject(Refusal.notFound()));
  }

  @Test
  void looksAtTheRightBeforeTheTeam() {
    MemberState nothing = new MemberState(Given.noTeam(), MEL_IN);
    assertThat(on(nothing, remove("mel", ADA))).isEqualTo(Decision.reject(Refusal.notFound()));
    assertThat(on(nothing, remove("mel", Given.ADA_UNSCOPED)))
        .isEqualTo(Decision.reject(Refusal.denied(ADA)));
  }

  private static MemberState state(Tie tie, Candidate candidate) {
    return new MemberState(Given.crew(TeamRole.ADMIN, tie), candidate);
  }

  private static Remove remove(String member, Caller.User caller) {
    return new Remove("acme", "crew", member, caller);
  }

  private static Decision refused(String text) {
    return Decision.reject(Refusal.message(text));
  }
}
