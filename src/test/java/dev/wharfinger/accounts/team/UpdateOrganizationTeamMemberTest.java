package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Given.ACME;
import static dev.wharfinger.accounts.team.Given.ADA;
import static dev.wharfinger.accounts.team.Given.BOT;
import static dev.wharfinger.accounts.team.Given.CREW;
import static dev.wharfinger.accounts.team.Given.MEL;
import static dev.wharfinger.accounts.team.Given.personal;
import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.team.InvitationEvent.InvitationMail;
import dev.wharfinger.accounts.team.InvitationEvent.TeamMemberInvited;
import dev.wharfinger.accounts.team.MemberState.Candidate;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberAdded;
import dev.wharfinger.accounts.team.TeamState.Membership;
import dev.wharfinger.accounts.team.UpdateOrganizationTeamMember.Add;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.vault.Personal;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UpdateOrganizationTeamMemberTest {

  private static final Invite.Code CODE = new Invite.Code(new UUID(0, 9), "digest");
  private static final TeamState CREW_TEAM = Given.crew(TeamRole.MEMBER, Membership.NONE);

  @Test
  void addsAUser() {
    assertThat(events(state(Given.user(MEL, "mel", false)), add("mel", ADA)))
        .containsExactly(new TeamMemberAdded(ACME, CREW, "crew", FIRST_ID, MEL, personal("mel")));
  }

  @Test
  void addsARobotOfTheOrganizationOnly() {
    assertThat(events(state(Given.robot("acme+bot")), add("acme+bot", ADA)))
        .containsExactly(
            new TeamMemberAdded(ACME, CREW, "crew", FIRST_ID, BOT, personal("acme+bot")));
    assertThat(on(state(Given.robot("acmes+bot")), add("acmes+bot", ADA)))
        .isEqualTo(Decision.reject(TeamRejection.Simple.FOREIGN_ROBOT));
  }

  @Test
  void refusesAMemberAndAnUnknownUser() {
    assertThat(on(state(Given.user(MEL, "mel", true)), add("mel", ADA)))
        .isEqualTo(Decision.reject(new TeamRejection.AlreadyMember("mel", "crew")));
    assertThat(on(state(new Candidate.Unknown()), add("nobody", ADA)))
        .isEqualTo(Decision.reject(TeamRejection.Simple.UNKNOWN_MEMBER));
  }

  @Test
  void looksForTheTeamBeforeTheUserAndAtTheRightBeforeBoth() {
    MemberState nothing = new MemberState(Given.noTeam(), new Candidate.Unknown());
    assertThat(on(nothing, add("nobody", ADA)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(on(nothing, add("nobody", Given.ADA_UNSCOPED)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
  }

  @Test
  void invitesWhoIsNewToTheOrganizationWhereThatComesFirst() {
    assertThat(events(state(Given.user(MEL, "mel", false)), invite("mel")))
        .containsExactly(
            new TeamMemberInvited(
                ACME,
                CREW,
                "crew",
                FIRST_ID,
                ADA.account(),
                CODE.drawn(),
                CODE.digest(),
                MEL,
                personal("mel"),
                new InvitationMail(
                    FIRST_ID + 1,
                    personal("mel@example.org"),
                    "acme",
                    new Personal.Known("ada", ADA.key()))));
  }

  @Test
  void addsAtOnceWhoBelongsToTheOrganizationAlready() {
    assertThat(events(state(Given.colleague(MEL, "mel")), invite("mel")))
        .containsExactly(new TeamMemberAdded(ACME, CREW, "crew", FIRST_ID, MEL, personal("mel")));
    assertThat(events(state(Given.robot("acme+bot")), invite("acme+bot")))
        .containsExactly(
            new TeamMemberAdded(ACME, CREW, "crew", FIRST_ID, BOT, personal("acme+bot")));
    assertThat(on(state(Given.user(MEL, "mel", true)), invite("mel")))
        .isEqualTo(Decision.reject(new TeamRejection.AlreadyMember("mel", "crew")));
  }

  private static MemberState state(Candidate candidate) {
    return new MemberState(CREW_TEAM, candidate);
  }

  private static Add add(String member, Caller.User caller) {
    return new Add("acme", "crew", member, caller, Optional.empty());
  }

  private static Add invite(String member) {
    return new Add("acme", "crew", member, ADA, Optional.of(CODE));
  }
}
