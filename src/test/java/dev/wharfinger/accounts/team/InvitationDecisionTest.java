package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Given.ACME;
import static dev.wharfinger.accounts.team.Given.ADA;
import static dev.wharfinger.accounts.team.Given.CREW;
import static dev.wharfinger.accounts.team.Given.MEL;
import static dev.wharfinger.accounts.team.Given.personal;
import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.team.AcceptOrganizationTeamInvite.Accept;
import dev.wharfinger.accounts.team.DeclineOrganizationTeamInvite.Decline;
import dev.wharfinger.accounts.team.DeleteOrganizationTeamMember.Remove;
import dev.wharfinger.accounts.team.DeleteTeamMemberEmailInvite.Withdraw;
import dev.wharfinger.accounts.team.InvitationEvent.InvitationMail;
import dev.wharfinger.accounts.team.InvitationEvent.TeamEmailInvited;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationAccepted;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationDeclined;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationWithdrawn;
import dev.wharfinger.accounts.team.InviteTeamMemberEmail.InviteEmail;
import dev.wharfinger.accounts.team.TeamState.Membership;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.vault.Personal;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvitationDecisionTest {

  private static final long INVITATION = 55;
  private static final String EMAIL = "bob@example.org";
  private static final UUID ACME_KEY = new UUID(0, 7);
  private static final Invite.Code CODE = new Invite.Code(new UUID(0, 9), "digest");
  private static final TeamState CREW_TEAM = Given.crew(TeamRole.MEMBER, Membership.NONE);
  private static final TeamState FOREIGN =
      Given.crew(new OrganizationAccess.Member(ACME), TeamRole.MEMBER, Membership.MEMBER);
  private static final Personal ADA_NAME = new Personal.Known("ada", ADA.key());
  private static final Decision DENIED = Decision.reject(CommonRejection.NOT_PERMITTED);

  @Test
  void invitesAnEmailWithAMail() {
    assertThat(events(email(CREW_TEAM, OptionalLong.empty()), invite(EMAIL)))
        .containsExactly(
            new TeamEmailInvited(
                ACME,
                CREW,
                "crew",
                FIRST_ID,
                ADA.account(),
                CODE.drawn(),
                CODE.digest(),
                new Personal.Known(EMAIL, ACME_KEY),
                new InvitationMail(
                    FIRST_ID + 1, new Personal.Known(EMAIL, ACME_KEY), "acme", ADA_NAME)));
  }

  @Test
  void looksAtTheRightThenTheTeamThenTheEmail() {
    assertThat(on(email(FOREIGN, OptionalLong.empty()), invite("bob"))).isEqualTo(DENIED);
    assertThat(on(email(Given.noTeam(), OptionalLong.empty()), invite("bob")))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(on(email(CREW_TEAM, OptionalLong.empty()), invite("bob")))
        .isEqualTo(Decision.reject(TeamRejection.Simple.INVALID_EMAIL));
  }

  @Test
  void takesBackWhatIsThere() {
    Withdraw withdraw = new Withdraw("acme", "crew", EMAIL, ADA);
    assertThat(events(email(CREW_TEAM, OptionalLong.of(INVITATION)), withdraw))
        .containsExactly(
            new TeamInvitationWithdrawn(
                ACME, CREW, "crew", INVITATION, true, new Personal.Known(EMAIL, ACME_KEY)));
    assertThat(on(email(CREW_TEAM, OptionalLong.empty()), withdraw))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(on(email(Given.noTeam(), OptionalLong.empty()), withdraw))
        .isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(on(email(FOREIGN, OptionalLong.of(INVITATION)), withdraw)).isEqualTo(DENIED);
  }

  @Test
  void takesBackTheInvitationOfAMemberToBe() {
    assertThat(
            events(
                new MemberState(CREW_TEAM, Given.invited(MEL, "mel", INVITATION)),
                new Remove("acme", "crew", "mel", ADA)))
        .containsExactly(
            new TeamInvitationWithdrawn(ACME, CREW, "crew", INVITATION, false, personal("mel")));
  }

  @Test
  void letsTheInvitedJoinOnce() {
    assertThat(events(open(false), new Accept("code", ADA)))
        .containsExactly(
            new TeamInvitationAccepted(
                ACME,
                CREW,
                "crew",
                INVITATION,
                FIRST_ID,
                ADA.account(),
                ADA_NAME,
                personal("mel")));
    assertThat(events(open(true), new Accept("code", ADA)))
        .containsExactly(
            new TeamInvitationAccepted(
                ACME, CREW, "crew", INVITATION, null, ADA.account(), ADA_NAME, personal("mel")));
  }

  @Test
  void letsTheInvitedDecline() {
    assertThat(events(open(false), new Decline("code", ADA)))
        .containsExactly(
            new TeamInvitationDeclined(ACME, CREW, "crew", INVITATION, ADA_NAME, personal("mel")));
  }

  @Test
  void knowsNoOtherCode() {
    Decision invalid = Decision.reject(TeamRejection.Simple.INVALID_CODE);
    assertThat(on(new InvitationState.Unknown(), new Accept("code", ADA))).isEqualTo(invalid);
    assertThat(on(new InvitationState.Unknown(), new Decline("code", ADA))).isEqualTo(invalid);
  }

  private static InvitationState open(boolean isMember) {
    return new InvitationState.Open(INVITATION, ACME, CREW, "crew", personal("mel"), isMember);
  }

  private static EmailInvitationState email(TeamState team, OptionalLong invitation) {
    return new EmailInvitationState(team, ACME_KEY, invitation);
  }

  private static InviteEmail invite(String email) {
    return new InviteEmail("acme", "crew", email, CODE, ADA);
  }
}
