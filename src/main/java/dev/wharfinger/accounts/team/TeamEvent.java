package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;

/** The events of teams and their members. Source: contract neighbours 4, organization 2.8. */
public sealed interface TeamEvent extends Event {

  /** The account id of the organization. */
  long organization();

  /** A team was created, without members. */
  @EventName("team-created.v1")
  record TeamCreated(long organization, long team, String name, TeamRole role, String description)
      implements TeamEvent {}

  /** A team's description was changed. */
  @EventName("team-description-changed.v1")
  record TeamDescriptionChanged(long organization, long team, String name, String description)
      implements TeamEvent {}

  /** The role of a team in the organization was changed. */
  @EventName("team-role-changed.v1")
  record TeamRoleChanged(long organization, long team, String name, TeamRole role)
      implements TeamEvent {}

  /** A team was deleted, with its memberships and permissions. */
  @EventName("team-deleted.v1")
  record TeamDeleted(long organization, long team, String name) implements TeamEvent {}

  /**
   * A user or robot joined a team.
   *
   * @param name the team's name at the time
   * @param membership id of the membership; members are listed in its order
   * @param account the member's account id
   * @param member the member's name at the time
   */
  @EventName("team-member-added.v1")
  record TeamMemberAdded(
      long organization, long team, String name, long membership, long account, Personal member)
      implements TeamEvent {}

  /**
   * A user or robot left a team.
   *
   * @param name the team's name at the time
   * @param account the member's account id
   * @param member the member's name at the time
   */
  @EventName("team-member-removed.v1")
  record TeamMemberRemoved(long organization, long team, String name, long account, Personal member)
      implements TeamEvent {}

  /**
   * A user was removed from all teams of the organization and from its repositories.
   *
   * @param account the user's account id
   */
  @EventName("organization-member-removed.v1")
  record OrganizationMemberRemoved(long organization, long account) implements TeamEvent {}
}
