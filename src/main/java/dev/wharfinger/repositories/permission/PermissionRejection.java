package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.permission.PermissionHolder.Kind;

/** Why commands on permissions and default permissions are rejected. */
sealed interface PermissionRejection extends Rejection {

  /** There is no user or robot, or no team of the organization, with this name. */
  record UnknownHolder(Kind kind, String name, String namespace) implements PermissionRejection {}

  /** The robot belongs to another namespace than the repository. */
  record ForeignRobot(String name, String namespace) implements PermissionRejection {}

  /** The user, robot or team has no permission that could be removed. */
  record NoPermission(Kind kind) implements PermissionRejection {}

  /** A default permission was requested for a team that the organization does not have. */
  record UnknownTeam(String organization, String team) implements PermissionRejection {}

  /** The reasons that quote nothing. */
  enum Simple implements PermissionRejection {
    /** The owner of the namespace administers its repositories, and nobody can change that. */
    OWNER_IS_ADMINISTRATOR,

    /** The user whose repositories a default permission applies to does not exist. */
    UNKNOWN_ACTIVATING_USER,

    /** Who would get the default permission does not exist, or was not named. */
    NO_DELEGATE
  }
}
