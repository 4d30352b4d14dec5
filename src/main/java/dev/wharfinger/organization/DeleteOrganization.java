package dev.wharfinger.organization;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
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
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * A superuser deletes an organization with everything that hangs on it, whether or not he is in it.
 * Source: contract superuser 3.3, common 15.
 */
@Path(Api.ROOT)
public class DeleteOrganization {

  @Inject Call call;
  @Inject Writes writes;
  @Inject SuperuserCall superusers;

  @DELETE
  @Path("superuser/organizations/{name}")
  @Operation(
      operationId = "deleteOrganization",
      summary = "Delete an organization, as a superuser.")
  public Uni<Response> deleteOrganization(@PathParam("name") String name) {
    Caller.User caller = call.requireFreshUser();
    superusers.mayWrite(caller);
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
      return switch (state) {
        case OrganizationState.Missing _ -> Decision.reject(Refusal.notFound());
        case OrganizationState.Present present ->
            Decision.accept(new OrganizationDeleted(present.id(), present.name()));
      };
    }
  }
}
