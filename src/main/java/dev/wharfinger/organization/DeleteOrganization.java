package dev.wharfinger.organization;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.http.Writes;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

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
  @ApiOperation(
      summary = "Delete an organization, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrganization(@PathParam("name") String name) {
    Caller.User caller = call.requireFreshUser();
    superusers.mayWrite(caller);
    return writes
        .submit(call, caller, new OrganizationDeletion(name, caller, false))
        .map(Replies::noContent);
  }
}
