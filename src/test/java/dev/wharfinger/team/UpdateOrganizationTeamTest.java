package dev.wharfinger.team;

import static dev.wharfinger.journal.Decide.FIRST_ID;
import static dev.wharfinger.journal.Decide.events;
import static dev.wharfinger.journal.Decide.on;
import static dev.wharfinger.team.Given.ACME;
import static dev.wharfinger.team.Given.ADA;
import static dev.wharfinger.team.Given.CREW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.http.Refusal;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.rights.OrganizationAccess;
import dev.wharfinger.security.Caller;
import dev.wharfinger.team.TeamEvent.TeamCreated;
import dev.wharfinger.team.TeamEvent.TeamDescriptionChanged;
import dev.wharfinger.team.TeamEvent.TeamRoleChanged;
import dev.wharfinger.team.TeamState.Tie;
import dev.wharfinger.team.UpdateOrganizationTeam.Update;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UpdateOrganizationTeamTest {

  @Test
  void createsATeamThatIsNotThere() {
    assertThat(events(Given.noTeam(), update(TeamRole.CREATOR, "They load")))
        .containsExactly(new TeamCreated(ACME, FIRST_ID, "crew", TeamRole.CREATOR, "They load"));
    assertThat(events(Given.noTeam(), update(TeamRole.MEMBER, null)))
        .containsExactly(new TeamCreated(ACME, FIRST_ID, "crew", TeamRole.MEMBER, ""));
  }

  @Test
  void tellsOnlyWhatChanges() {
    TeamState crew = Given.crew(TeamRole.MEMBER, Tie.NONE);
    assertThat(events(crew, update(TeamRole.MEMBER, "They load"))).isEmpty();
    assertThat(events(crew, update(TeamRole.MEMBER, null))).isEmpty();
    assertThat(events(crew, update(TeamRole.ADMIN, null)))
        .containsExactly(new TeamRoleChanged(ACME, CREW, "crew", TeamRole.ADMIN));
    assertThat(events(crew, update(TeamRole.CREATOR, "")))
        .containsExactly(
            new TeamDescriptionChanged(ACME, CREW, "crew", ""),
            new TeamRoleChanged(ACME, CREW, "crew", TeamRole.CREATOR));
  }

  @Test
  void keepsTheCallersLastAdministration() {
    TeamState last = Given.crew(TeamRole.ADMIN, Tie.ONLY_ADMIN_TEAM);
    assertThat(on(last, update(TeamRole.MEMBER, "other words")))
        .isEqualTo(
            refused(
                "Cannot remove admin from team 'crew' because calling user would no longer have"
                    + " admin on org 'acme'"));
    assertThat(events(last, update(TeamRole.ADMIN, "other words"))).hasSize(1);
    assertThat(events(Given.crew(TeamRole.ADMIN, Tie.MEMBER), update(TeamRole.MEMBER, null)))
        .hasSize(1);
  }

  @Test
  void refusesATeamNameThatIsTooLong() {
    String name = "c".repeat(255);
    Update fits = new Update("acme", name, ADA, TeamRole.MEMBER, Optional.empty());
    assertThat(on(Given.noTeam(), fits)).isInstanceOf(Decision.Accepted.class);
    Update tooLong = new Update("acme", name + "c", ADA, TeamRole.MEMBER, Optional.empty());
    assertThat(on(Given.noTeam(), tooLong))
        .isEqualTo(
            refused(
                "Invalid team name %sc: Team must be between 2 and 255 characters in length"
                    .formatted(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "Crew, Namespace must match expression ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$",
    "c..w, Namespace must match expression ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$",
    "c, Team must be between 2 and 255 characters in length"
  })
  void refusesATeamNameThatBreaksTheRule(String name, String issue) {
    Update update = new Update("acme", name, ADA, TeamRole.MEMBER, Optional.empty());
    assertThat(on(Given.noTeam(), update))
        .isEqualTo(refused("Invalid team name " + name + ": " + issue));
  }

  @Test
  void tellsFullAccessThatTheOrganizationIsMissing() {
    Update update = update(Given.FULL_ACCESS);
    assertThat(on(Given.noOrganization(), update))
        .isEqualTo(refused("Organization does not exist: acme"));
  }

  @ParameterizedTest
  @EnumSource(Tie.class)
  void deniesWhoIsNoAdministrator(Tie tie) {
    Decision denied = Decision.reject(Refusal.denied(ADA));
    OrganizationAccess member = new OrganizationAccess.Member(ACME);
    assertThat(on(Given.crew(member, TeamRole.MEMBER, tie), update(ADA))).isEqualTo(denied);
    assertThat(on(Given.crew(TeamRole.ADMIN, tie), update(Given.ADA_UNSCOPED))).isEqualTo(denied);
    assertThat(on(Given.noOrganization(), update(ADA))).isEqualTo(denied);
  }

  private static Update update(Caller.User caller) {
    return new Update("acme", "crew", caller, TeamRole.MEMBER, Optional.empty());
  }

  private static Update update(TeamRole role, @Nullable String description) {
    return new Update("acme", "crew", ADA, role, Optional.ofNullable(description));
  }

  private static Decision refused(String text) {
    return Decision.reject(Refusal.message(text));
  }
}
