package dev.wharfinger.accounts.organization;

import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationDeleted;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;

/**
 * Deletes an organization with everything that belongs to it.
 *
 * @param asAdministrator whether the caller must administer it; a superuser need not. Source:
 *     contract organization 2.4, superuser 3.3
 */
record OrganizationDeletion(String name, Caller.User caller, boolean asAdministrator)
    implements Command<OrganizationState> {

  @Override
  public Uni<OrganizationState> load(SqlConnection connection) {
    return OrganizationState.load(connection, name, caller);
  }

  @Override
  public Decision decide(OrganizationState state, Ids ids) {
    Optional<Rejection> refusal =
        asAdministrator ? state.refusesAdministrationBy(caller, name) : Optional.empty();
    if (refusal.isPresent()) {
      return Decision.reject(refusal.get());
    }
    return switch (state) {
      case OrganizationState.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
      case OrganizationState.Present present ->
          Decision.accept(new OrganizationDeleted(present.id(), present.name()));
    };
  }

  /** The permission to delete it was deleted with it, but the caller may learn the outcome. */
  @Override
  public Decision decideAgain(OrganizationState state, Ids ids) {
    return switch (state) {
      case OrganizationState.Missing _ -> Decision.accept();
      case OrganizationState.Present _ -> decide(state, ids);
    };
  }
}
