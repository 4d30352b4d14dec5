package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.text.Excerpt;
import jakarta.inject.Singleton;

/** What clients are told of rejected commands on teams. Source: neighbours 4, organization 2.8. */
@Singleton
class TeamErrors implements Errors<TeamRejection> {

  @Override
  public Class<TeamRejection> reasons() {
    return TeamRejection.class;
  }

  @Override
  public ApiError of(TeamRejection reason) {
    return switch (reason) {
      case TeamRejection.NoOrganization(String organization) ->
          ApiError.message("Organization does not exist: " + Excerpt.of(organization));
      case TeamRejection.NotInOrganization(String team, String organization) ->
          ApiError.message(
              "Team '%s' is not a team in org '%s'"
                  .formatted(Excerpt.of(team), Excerpt.of(organization)));
      case TeamRejection.InvalidName(String team, String issue) ->
          ApiError.message("Invalid team name " + Excerpt.of(team) + ": " + issue);
      case TeamRejection.DeletesOwnAdministration(
              String team,
              String caller,
              String organization) ->
          ApiError.message(
              "Deleting team '%s' would remove admin ability for user '%s' in organization '%s'"
                  .formatted(team, caller, organization));
      case TeamRejection.GivesUpOwnAdministration(String team, String organization) ->
          ApiError.message(
              ("Cannot remove admin from team '%s' because calling user"
                      + " would no longer have admin on org '%s'")
                  .formatted(team, organization));
      case TeamRejection.AlreadyMember(String member, String team) ->
          ApiError.message(
              "User %s is already a member of team %s".formatted(Excerpt.of(member), team));
      case TeamRejection.NotMember(String member, String team) ->
          ApiError.message(
              "User %s does not belong to team %s".formatted(Excerpt.of(member), team));
      case TeamRejection.Simple.UNKNOWN_MEMBER -> ApiError.invalidRequest("Unknown user");
      case TeamRejection.Simple.FOREIGN_ROBOT ->
          ApiError.message(
              "Cannot add the specified robot to this team, as it is not a member of the"
                  + " organization");
      case TeamRejection.Simple.LEAVES_ONLY_ADMIN_TEAM ->
          ApiError.message("User cannot remove themselves from their only admin team.");
      case TeamRejection.Simple.ONLY_ADMINISTRATOR ->
          ApiError.message("Cannot remove user as they are the only organization admin");
      case TeamRejection.Simple.INVALID_EMAIL -> ApiError.invalidRequest("Invalid email address");
      case TeamRejection.Simple.INVALID_CODE -> ApiError.message("Invalid confirmation code.");
    };
  }
}
