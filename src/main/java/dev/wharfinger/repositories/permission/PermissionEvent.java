package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;

/** What can happen to the permissions on a repository. Source: contract neighbours 7. */
public sealed interface PermissionEvent extends Event {

  /** The repository. */
  RepositoryRef place();

  /**
   * The repository that it is about, by its names at the time.
   *
   * @param namespace the account id of its namespace
   */
  record RepositoryRef(long repository, String name, long namespace, Personal namespaceName) {}

  /**
   * A user or robot may do this now, and no more, as far as his own permission goes.
   *
   * @param permission id of the permission, the old one if there was one
   */
  @EventName("account-permission-set.v1")
  record AccountPermissionSet(
      RepositoryRef place, long permission, long account, Personal accountName, Role role)
      implements PermissionEvent {}

  /** A user or robot has no permission of his own any more. */
  @EventName("account-permission-removed.v1")
  record AccountPermissionRemoved(RepositoryRef place, long account, Personal accountName)
      implements PermissionEvent {}

  /**
   * The members of a team may do this now, and no more, as far as the team's permission goes.
   *
   * @param permission id of the permission, the old one if there was one
   */
  @EventName("team-permission-set.v1")
  record TeamPermissionSet(
      RepositoryRef place, long permission, long team, String teamName, Role role)
      implements PermissionEvent {}

  /** A team has no permission any more. */
  @EventName("team-permission-removed.v1")
  record TeamPermissionRemoved(RepositoryRef place, long team, String teamName)
      implements PermissionEvent {}
}
