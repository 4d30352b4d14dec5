package dev.wharfinger.application;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.rights.OrganizationAccess;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows an OAuth application of an organization. Source: contract organization 2.11. */
@Path(Api.ROOT)
public class GetOrganizationApplication {

  @Inject Call call;
  @Inject Pool pool;
  @Inject ApplicationView view;

  @GET
  @Path("organization/{orgname}/applications/{client_id}")
  @ApiOperation(
      summary = "Get an application of an organization.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      answers = @Answer(schema = "Application"))
  public Uni<Response> getOrganizationApplication(
      @PathParam("orgname") String organization, @PathParam("client_id") String clientId) {
    Caller.User caller = call.requireUser();
    return OrganizationAccess.load(pool, organization, caller)
        .flatMap(access ->
            view.find(
                access.inspectedBy(caller), clientId, ApplicationView.Viewer.of(access, caller)))
        .map(Replies::okIfFound);
  }
}
