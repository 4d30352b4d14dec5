package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Deletes an organization with everything that belongs to it; its name can be reused at once.
 * Source: contract organization 2.4, common 15.
 */
@Path(Api.ROOT)
public class DeleteAdminedOrganization {

  @Inject ApiRequest request;
  @Inject Writes writes;

  @DELETE
  @Path("organization/{orgname}")
  @ApiOperation(
      summary = "Delete an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteAdminedOrganization(@PathParam("orgname") String name) {
    Caller.User caller = request.requireFreshUser();
    return writes
        .submit(request, caller, new OrganizationDeletion(name, caller, true))
        .map(Replies::noContent);
  }
}
