package dev.wharfinger.accounts.application;

import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssigned;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentDeleted;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentUsed;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentsSeen;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.notification.NotificationKind;
import dev.wharfinger.repositories.notification.NotificationRow;

/** Projects assigned tokens into rows. */
public final class AssignmentProjector implements Projector<AssignmentEvent> {

  @Override
  public Class<AssignmentEvent> events() {
    return AssignmentEvent.class;
  }

  @Override
  public void project(AssignmentEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case TokenAssigned assigned -> {
        rows.insert(
            "token_assignment (id, uuid, account, application, redirect_uri, scope, response_type)",
            assigned.assignment(),
            assigned.uuid(),
            assigned.account(),
            assigned.application(),
            assigned.redirectUri(),
            assigned.scope(),
            assigned.responseType());
        LogEntry.of("oauth_token_assigned")
            .with("assigning_user", metadata.actor().name())
            .with("assigned_user", assigned.user())
            .with("application", assigned.applicationName())
            .with("client_id", assigned.clientId())
            .on(assigned.organization().account(), metadata, rows);
        NotificationRow.ofAssignment(assigned.account()).write(metadata, rows);
      }
      case TokenAssignmentsSeen seen -> {
        rows.updateIfPresent(
            "UPDATE token_assignment SET seen = true WHERE account = $1 AND NOT seen",
            seen.account());
        NotificationRow.remove(NotificationKind.ASSIGNED_AUTHORIZATION, seen.account(), rows);
      }
      case TokenAssignmentUsed used -> delete(used.assignment(), rows);
      case TokenAssignmentDeleted deleted -> delete(deleted.assignment(), rows);
    }
  }

  private static void delete(long assignment, Rows rows) {
    rows.update("DELETE FROM token_assignment WHERE id = $1", assignment);
  }
}
