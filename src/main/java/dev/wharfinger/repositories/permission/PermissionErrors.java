package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.http.PythonRepr;
import dev.wharfinger.platform.text.Excerpt;
import dev.wharfinger.repositories.permission.PermissionHolder.Kind;
import jakarta.inject.Singleton;

/** What clients are told of rejected commands on permissions. Source: contract neighbours 7, 8. */
@Singleton
class PermissionErrors implements Errors<PermissionRejection> {

  @Override
  public Class<PermissionRejection> reasons() {
    return PermissionRejection.class;
  }

  @Override
  public ApiError of(PermissionRejection reason) {
    return switch (reason) {
      case PermissionRejection.UnknownHolder(Kind kind, String name, String namespace) ->
          ApiError.invalidRequest(unknown(kind, name, namespace));
      case PermissionRejection.ForeignRobot(String name, String namespace) ->
          ApiError.invalidRequest(
              "Cannot add robot %s under namespace %s".formatted(Excerpt.of(name), namespace));
      case PermissionRejection.NoPermission(Kind kind) -> ApiError.invalidRequest(kind.without());
      case PermissionRejection.UnknownTeam(String organization, String team) ->
          ApiError.message(unknownTeam(organization, team));
      case PermissionRejection.Simple.OWNER_IS_ADMINISTRATOR ->
          ApiError.invalidRequest("Namespace owner must always be admin.");
      case PermissionRejection.Simple.UNKNOWN_ACTIVATING_USER ->
          ApiError.invalidRequest("Unknown activating user");
      case PermissionRejection.Simple.NO_DELEGATE ->
          ApiError.invalidRequest("Missing delegate user or team");
    };
  }

  private static String unknown(Kind kind, String name, String namespace) {
    return switch (kind) {
      case USER -> "Invalid username: " + Excerpt.of(name);
      case TEAM -> "No team %s in organization %s".formatted(Excerpt.of(name), namespace);
    };
  }

  /** Quay shows the arguments of its exception as Python prints a tuple. */
  private static String unknownTeam(String organization, String team) {
    return "('Team does not exist: %s/%s', "
        + PythonRepr.quoted(organization)
        + ", "
        + PythonRepr.quoted(team)
        + ")";
  }
}
