package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Given.ACME;
import static dev.wharfinger.accounts.team.Given.ADA;
import static dev.wharfinger.accounts.team.Given.CREW;
import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.team.TeamEvent.TeamCreated;
import dev.wharfinger.accounts.team.TeamEvent.TeamDescriptionChanged;
import dev.wharfinger.accounts.team.TeamEvent.TeamRoleChanged;
import dev.wharfinger.accounts.team.TeamState.Membership;
import dev.wharfinger.accounts.team.UpdateOrganizationTeam.Update;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
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
        .containsExactly(
            new TeamCreated(ACME, new TeamId(FIRST_ID), "crew", TeamRole.CREATOR, "They load"));
    assertThat(events(Given.noTeam(), update(TeamRole.MEMBER, null)))
        .containsExactly(new TeamCreated(ACME, new TeamId(FIRST_ID), "crew", TeamRole.MEMBER, ""));
  }

  @Test
  void tellsOnlyWhatChanges() {
    TeamState crew = Given.crew(TeamRole.MEMBER, Membership.NONE);
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
    TeamState last = Given.crew(TeamRole.ADMIN, Membership.ONLY_ADMIN_TEAM);
    assertThat(on(last, update(TeamRole.MEMBER, "other words")))
        .isEqualTo(Decision.reject(new TeamRejection.GivesUpOwnAdministration("crew", "acme")));
    assertThat(events(last, update(TeamRole.ADMIN, "other words"))).hasSize(1);
    assertThat(events(Given.crew(TeamRole.ADMIN, Membership.MEMBER), update(TeamRole.MEMBER, null)))
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
            Decision.reject(
                new TeamRejection.InvalidName(
                    name + "c", "Team must be between 2 and 255 characters in length")));
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
        .isEqualTo(Decision.reject(new TeamRejection.InvalidName(name, issue)));
  }

  @Test
  void tellsFullAccessThatTheOrganizationIsMissing() {
    Update update = update(Given.FULL_ACCESS);
    assertThat(on(Given.noOrganization(), update))
        .isEqualTo(Decision.reject(new TeamRejection.NoOrganization("acme")));
  }

  @ParameterizedTest
  @EnumSource(Membership.class)
  void deniesWhoIsNoAdministrator(Membership tie) {
    Decision denied = Decision.reject(CommonRejection.NOT_PERMITTED);
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
}
