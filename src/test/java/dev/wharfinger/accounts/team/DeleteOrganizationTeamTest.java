package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Given.ACME;
import static dev.wharfinger.accounts.team.Given.ADA;
import static dev.wharfinger.accounts.team.Given.CREW;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.team.DeleteOrganizationTeam.Delete;
import dev.wharfinger.accounts.team.TeamEvent.TeamDeleted;
import dev.wharfinger.accounts.team.TeamState.Membership;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteOrganizationTeamTest {

  @ParameterizedTest
  @CsvSource({"MEMBER, NONE", "MEMBER, MEMBER", "ADMIN, NONE", "ADMIN, MEMBER"})
  void deletesATeamByWhichTheCallerDoesNotAdminister(TeamRole role, Membership tie) {
    assertThat(events(Given.crew(role, tie), delete(ADA)))
        .containsExactly(new TeamDeleted(ACME, CREW, "crew"));
  }

  @Test
  void keepsTheCallersLastAdministration() {
    assertThat(on(Given.crew(TeamRole.ADMIN, Membership.ONLY_ADMIN_TEAM), delete(ADA)))
        .isEqualTo(
            Decision.reject(new TeamRejection.DeletesOwnAdministration("crew", "ada", "acme")));
  }

  @Test
  void tellsOfAMissingTeamAndAMissingOrganizationAlike() {
    Decision missing = Decision.reject(new TeamRejection.NotInOrganization("crew", "acme"));
    assertThat(on(Given.noTeam(), delete(ADA))).isEqualTo(missing);
    assertThat(on(Given.noOrganization(), delete(Given.FULL_ACCESS))).isEqualTo(missing);
  }

  @Test
  void deniesWhoIsNoAdministrator() {
    assertThat(on(Given.noTeam(), delete(Given.ADA_UNSCOPED)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(on(Given.noOrganization(), delete(ADA)))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
  }

  private static Delete delete(Caller.User caller) {
    return new Delete("acme", "crew", caller);
  }
}
