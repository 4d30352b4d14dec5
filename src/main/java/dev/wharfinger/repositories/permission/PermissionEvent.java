package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;

/** The events of permissions on a repository. Source: contract neighbours 7. */
public sealed interface PermissionEvent extends Event {

  /** The repository. */
  RepositoryRef place();

  /**
   * The repository of the event, with its names at the time.
   *
   * @param namespace the account id of its namespace
   */
  record RepositoryRef(
      RepositoryId repository, String name, AccountId namespace, Personal namespaceName) {}

  /**
   * The direct permission of a user or robot was set to this role.
   *
   * @param permission id of the permission, unchanged if there was one
   */
  @EventName("account-permission-set.v1")
  record AccountPermissionSet(
      RepositoryRef place, long permission, AccountId account, Personal accountName, Role role)
      implements PermissionEvent {}

  /** The direct permission of a user or robot was removed. */
  @EventName("account-permission-removed.v1")
  record AccountPermissionRemoved(RepositoryRef place, AccountId account, Personal accountName)
      implements PermissionEvent {}

  /**
   * The permission of a team was set to this role.
   *
   * @param permission id of the permission, unchanged if there was one
   */
  @EventName("team-permission-set.v1")
  record TeamPermissionSet(
      RepositoryRef place, long permission, TeamId team, String teamName, Role role)
      implements PermissionEvent {}

  /** The permission of a team was removed. */
  @EventName("team-permission-removed.v1")
  record TeamPermissionRemoved(RepositoryRef place, TeamId team, String teamName)
      implements PermissionEvent {}
}
