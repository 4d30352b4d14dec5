package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;

/** The events of teams and their members. Source: contract neighbours 4, organization 2.8. */
public sealed interface TeamEvent extends Event {

  /** The account id of the organization. */
  OrganizationId organization();

  /** A team was created, without members. */
  @EventName("team-created.v1")
  record TeamCreated(
      OrganizationId organization, TeamId team, String name, TeamRole role, String description)
      implements TeamEvent {}

  /** A team's description was changed. */
  @EventName("team-description-changed.v1")
  record TeamDescriptionChanged(
      OrganizationId organization, TeamId team, String name, String description)
      implements TeamEvent {}

  /** The role of a team in the organization was changed. */
  @EventName("team-role-changed.v1")
  record TeamRoleChanged(OrganizationId organization, TeamId team, String name, TeamRole role)
      implements TeamEvent {}

  /** A team was deleted, with its memberships and permissions. */
  @EventName("team-deleted.v1")
  record TeamDeleted(OrganizationId organization, TeamId team, String name) implements TeamEvent {}

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
      OrganizationId organization,
      TeamId team,
      String name,
      long membership,
      AccountId account,
      Personal member)
      implements TeamEvent {}

  /**
   * A user or robot left a team.
   *
   * @param name the team's name at the time
   * @param account the member's account id
   * @param member the member's name at the time
   */
  @EventName("team-member-removed.v1")
  record TeamMemberRemoved(
      OrganizationId organization, TeamId team, String name, AccountId account, Personal member)
      implements TeamEvent {}

  /**
   * A user was removed from all teams of the organization and from its repositories.
   *
   * @param account the user's account id
   */
  @EventName("organization-member-removed.v1")
  record OrganizationMemberRemoved(OrganizationId organization, AccountId account)
      implements TeamEvent {}
}
