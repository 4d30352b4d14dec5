package dev.wharfinger.accounts.team;

import static dev.wharfinger.platform.account.Entities.ACCOUNT_PERMISSION;
import static dev.wharfinger.platform.account.Entities.TEAM_INVITATION;
import static dev.wharfinger.platform.account.Entities.TEAM_MEMBER;
import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.namespace;
import static dev.wharfinger.platform.account.Entities.team;
import static dev.wharfinger.platform.account.Entities.teamMember;

import dev.wharfinger.accounts.team.TeamEvent.OrganizationMemberRemoved;
import dev.wharfinger.accounts.team.TeamEvent.TeamCreated;
import dev.wharfinger.accounts.team.TeamEvent.TeamDeleted;
import dev.wharfinger.accounts.team.TeamEvent.TeamDescriptionChanged;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberAdded;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberRemoved;
import dev.wharfinger.accounts.team.TeamEvent.TeamRoleChanged;
import dev.wharfinger.platform.account.Entities;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Teams and their members. */
@Singleton
public final class TeamArea implements Area<TeamEvent> {

  @Override
  public Projector<TeamEvent> projector() {
    return new TeamProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(OwnedRows.of("team_member", Entities.TEAM_MEMBER));
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(TeamRejection.class);
  }

  @Override
  public void audit(TeamEvent event, AuditTrail trail) {

    trail.belongsTo(event.organization().account());
    switch (event) {
      case TeamCreated created ->
          trail
              .put(team(created.team()))
              .set("name", created.name())
              .set("role", created.role())
              .set("description", created.description());
      case TeamDescriptionChanged changed ->
          trail.put(team(changed.team())).set("description", changed.description());
      case TeamRoleChanged changed -> trail.put(team(changed.team())).set("role", changed.role());
      case TeamDeleted deleted -> trail.end(team(deleted.team()));
      case TeamMemberAdded added -> {
        trail
            .put(teamMember(added.team(), added.account()))
            .set("membership", added.membership())
            .set("name", added.member());
        trail.endAll(Set.of(TEAM_INVITATION), team(added.team()), account(added.account()));
      }
      case TeamMemberRemoved removed -> trail.end(teamMember(removed.team(), removed.account()));
      case OrganizationMemberRemoved removed ->
          trail.endAll(
              Set.of(ACCOUNT_PERMISSION, TEAM_MEMBER),
              namespace(removed.organization().account()),
              account(removed.account()));
    }
  }
}
