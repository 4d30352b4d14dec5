package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.TeamEvent.OrganizationMemberRemoved;
import dev.wharfinger.accounts.team.TeamEvent.TeamCreated;
import dev.wharfinger.accounts.team.TeamEvent.TeamDeleted;
import dev.wharfinger.accounts.team.TeamEvent.TeamDescriptionChanged;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberAdded;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberRemoved;
import dev.wharfinger.accounts.team.TeamEvent.TeamRoleChanged;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;

/**
 * Projects teams and memberships into rows; a team's counters are updated along with the rows that
 * they count.
 */
public final class TeamProjector implements Projector<TeamEvent> {

  @Override
  public Class<TeamEvent> events() {
    return TeamEvent.class;
  }

  @Override
  public void project(TeamEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case TeamCreated created -> {
        rows.insert(
            "team (id, organization, name, role, description, created_seq)",
            created.team(),
            created.organization(),
            created.name(),
            created.role().word(),
            created.description(),
            metadata.seq());
        log("org_create_team", created.name()).on(created.organization().account(), metadata, rows);
      }
      case TeamDescriptionChanged changed -> {
        rows.update(
            "UPDATE team SET description = $2 WHERE id = $1",
            changed.team(),
            changed.description());
        log("org_set_team_description", changed.name())
            .with("description", changed.description())
            .on(changed.organization().account(), metadata, rows);
      }
      case TeamRoleChanged changed -> {
        rows.update(
            "UPDATE team SET role = $2 WHERE id = $1", changed.team(), changed.role().word());
        log("org_set_team_role", changed.name())
            .with("role", changed.role().word())
            .on(changed.organization().account(), metadata, rows);
      }
      case TeamDeleted deleted -> {
        rows.update("DELETE FROM team WHERE id = $1", deleted.team());
        log("org_delete_team", deleted.name()).on(deleted.organization().account(), metadata, rows);
      }
      case TeamMemberAdded added -> {
        rows.insert(
            "team_member (id, team, account)", added.membership(), added.team(), added.account());
        rows.updateIfPresent(
            "DELETE FROM team_invitation WHERE team = $1 AND account = $2",
            added.team(),
            added.account());
        log("org_add_team_member", added.name())
            .with("member", added.member())
            .on(added.organization().account(), metadata, rows);
      }
      case TeamMemberRemoved removed -> {
        rows.update(
            "DELETE FROM team_member WHERE team = $1 AND account = $2",
            removed.team(),
            removed.account());
        log("org_remove_team_member", removed.name())
            .with("member", removed.member())
            .on(removed.organization().account(), metadata, rows);
      }
      case OrganizationMemberRemoved removed -> remove(removed, rows);
    }
  }

  /** A member may have no direct permission, and a collaborator is in no team. */
  private static void remove(OrganizationMemberRemoved removed, Rows rows) {
    rows.updateIfPresent(
        "DELETE FROM team_member m USING team t"
            + " WHERE t.id = m.team AND t.organization = $1 AND m.account = $2",
        removed.organization(),
        removed.account());
    rows.updateIfPresent(
        "DELETE FROM repository_permission p USING repository r"
            + " WHERE r.id = p.repository AND r.namespace = $1 AND p.account = $2",
        removed.organization(),
        removed.account());
  }

  private static LogEntry log(String kind, String team) {
    return LogEntry.of(kind).with("team", team);
  }
}
