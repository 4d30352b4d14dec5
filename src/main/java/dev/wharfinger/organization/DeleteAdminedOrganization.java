package dev.wharfinger.organization;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.organization.OrganizationEvent.OrganizationDeleted;
import dev.wharfinger.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Deletes an organization with everything that hangs on it; its name is free at once. Source:
 * contract organization 2.4, common 15.
 */
@Path(Api.ROOT)
public class DeleteAdminedOrganization {

  @Inject Call call;
  @Inject Writes writes;

  @DELETE
  @Path("organization/{orgname}")
  @Operation(operationId = "deleteAdminedOrganization", summary = "Delete an organization.")
  public Uni<Response> deleteAdminedOrganization(@PathParam("orgname") String name) {
    Caller.User caller = call.requireFreshUser();
    return writes
        .submit(writes.begin(call), Writes.actor(call, caller), new Delete(name, caller))
        .map(Replies::noContent);
  }

  record Delete(String name, Caller.User caller) implements Command<OrganizationState> {

    @Override
    public Uni<OrganizationState> load(SqlConnection connection) {
      return OrganizationState.load(connection, name, caller);
    }

    @Override
    public Decision decide(OrganizationState state, Ids ids) {
      Optional<Refusal> refusal = state.refusesAdministrationBy(caller, name);
      if (refusal.isPresent()) {
        return Decision.reject(refusal.get());
      }
      return switch (state) {
        case OrganizationState.Missing _ -> Decision.reject(Refusal.notFound());
        case OrganizationState.Present present ->
            Decision.accept(new OrganizationDeleted(present.id(), present.name()));
      };
    }
  }
}
