package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
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
 * A superuser deletes an organization with everything that belongs to it, as a member or not.
 * Source: contract superuser 3.3, common 15.
 */
@Path(Api.ROOT)
public class DeleteOrganization {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject SuperuserRequest superusers;

  @DELETE
  @Path("superuser/organizations/{name}")
  @ApiOperation(
      summary = "Delete an organization, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrganization(@PathParam("name") String name) {
    Caller.User caller = request.requireFreshUser();
    superusers.mayWrite(caller);
    return writes
        .submit(request, caller, new OrganizationDeletion(name, caller, false))
        .map(Replies::noContent);
  }
}
