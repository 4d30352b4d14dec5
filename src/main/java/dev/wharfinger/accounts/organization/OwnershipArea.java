package dev.wharfinger.accounts.organization;

import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.team;
import static dev.wharfinger.platform.account.Entities.teamMember;

import dev.wharfinger.accounts.organization.OwnershipEvent.OwnershipTaken;
import dev.wharfinger.accounts.organization.OwnershipEvent.UserConverted;
import dev.wharfinger.accounts.organization.OwnershipEvent.UserMadeOrganization;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.Projector;
import jakarta.inject.Singleton;

/** Ownership of organizations, and users whose accounts become organizations. */
@Singleton
public final class OwnershipArea implements Area<OwnershipEvent> {

  @Override
  public Projector<OwnershipEvent> projector() {
    return new OwnershipProjector();
  }

  @Override
  public void audit(OwnershipEvent event, AuditTrail trail) {
    trail.belongsTo(event.organization().account());
    switch (event) {
      case OwnershipTaken taken -> {
        if (taken.teamRestored()) {
          createOwners(taken.team(), trail);
        }
        if (taken.membership() != null) {
          join(taken.team(), taken.owner(), taken.membership(), trail);
        }
      }
      case UserMadeOrganization made ->
          make(made.organization(), made.team(), made.owner(), made.membership(), trail);
      case UserConverted made ->
          make(made.organization(), made.team(), made.owner(), made.membership(), trail);
    }
  }

  private static void make(
      OrganizationId organization,
      TeamId team,
      AccountId owner,
      long membership,
      AuditTrail trail) {
    trail.put(account(organization.account())).set("kind", "ORGANIZATION");
    trail.endOwnedByUser(account(organization.account()));
    createOwners(team, trail);
    join(team, owner, membership, trail);
  }

  private static void createOwners(TeamId team, AuditTrail trail) {
    trail.put(team(team)).set("name", "owners").set("role", "ADMIN").set("description", "");
  }

  private static void join(TeamId team, AccountId owner, long membership, AuditTrail trail) {
    trail.put(teamMember(team, owner)).set("membership", membership);
  }
}
