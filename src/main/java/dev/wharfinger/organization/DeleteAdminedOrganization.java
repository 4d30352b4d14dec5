package dev.wharfinger.organization;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
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
        .submit(
            writes.begin(call),
            Writes.actor(call, caller),
            new OrganizationDeletion(name, caller, true))
        .map(Replies::noContent);
  }
}
