package dev.wharfinger.team;

import static dev.wharfinger.journal.Decide.events;
import static dev.wharfinger.journal.Decide.on;
import static dev.wharfinger.team.Given.ACME;
import static dev.wharfinger.team.Given.ADA;
import static dev.wharfinger.team.Given.CREW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.http.Refusal;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.security.Caller;
import dev.wharfinger.team.DeleteOrganizationTeam.Delete;
import dev.wharfinger.team.TeamEvent.TeamDeleted;
import dev.wharfinger.team.TeamState.Tie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteOrganizationTeamTest {

  @ParameterizedTest
  @CsvSource({"MEMBER, NONE", "MEMBER, MEMBER", "ADMIN, NONE", "ADMIN, MEMBER"})
  void deletesATeamByWhichTheCallerDoesNotAdminister(TeamRole role, Tie tie) {
    assertThat(events(Given.crew(role, tie), delete(ADA)))
        .containsExactly(new TeamDeleted(ACME, CREW, "crew"));
  }

  @Test
  void keepsTheCallersLastAdministration() {
    assertThat(on(Given.crew(TeamRole.ADMIN, Tie.ONLY_ADMIN_TEAM), delete(ADA)))
        .isEqualTo(
            refused(
                "Deleting team 'crew' would remove admin ability for user 'ada' in organization"
                    + " 'acme'"));
  }

  @Test
  void tellsOfAMissingTeamAndAMissingOrganizationAlike() {
    Decision missing = refused("Team 'crew' is not a team in org 'acme'");
    assertThat(on(Given.noTeam(), delete(ADA))).isEqualTo(missing);
    assertThat(on(Given.noOrganization(), delete(Given.FULL_ACCESS))).isEqualTo(missing);
  }

  @Test
  void deniesWhoIsNoAdministrator() {
    assertThat(on(Given.noTeam(), delete(Given.ADA_UNSCOPED)))
        .isEqualTo(Decision.reject(Refusal.denied(ADA)));
    assertThat(on(Given.noOrganization(), delete(ADA)))
        .isEqualTo(Decision.reject(Refusal.denied(ADA)));
  }

  private static Delete delete(Caller.User caller) {
    return new Delete("acme", "crew", caller);
  }

  private static Decision refused(String text) {
    return Decision.reject(Refusal.message(text));
  }
}
