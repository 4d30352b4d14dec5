package dev.wharfinger.accounts.application;

import static dev.wharfinger.platform.account.Entities.ASSIGNMENT;
import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.application;

import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssigned;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentDeleted;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentUsed;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentsSeen;
import dev.wharfinger.platform.account.Entities;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import jakarta.inject.Singleton;
import java.util.List;

/** Tokens that application administrators assign to users. */
@Singleton
public final class AssignmentArea implements Area<AssignmentEvent> {

  @Override
  public Projector<AssignmentEvent> projector() {
    return new AssignmentProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(OwnedRows.of("token_assignment", Entities.ASSIGNMENT));
  }

  @Override
  public void audit(AssignmentEvent event, AuditTrail trail) {

    switch (event) {
      case TokenAssigned assigned ->
          trail
              .belongsTo(assigned.organization().account())
              .put(assignment(assigned.assignment()))
              .set("account", account(assigned.account()))
              .set("application", application(assigned.application()))
              .set("redirectUri", assigned.redirectUri())
              .set("scope", assigned.scope());
      case TokenAssignmentsSeen seen -> trail.belongsTo(seen.account());
      case TokenAssignmentUsed used -> trail.end(assignment(used.assignment()));
      case TokenAssignmentDeleted deleted -> trail.end(assignment(deleted.assignment()));
    }
  }

  private static Entity assignment(long id) {
    return Entity.of(ASSIGNMENT, id);
  }
}
