package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
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

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject ApplicationView view;

  @GET
  @Path("organization/{orgname}/applications/{client_id}")
  @ApiOperation(
      summary = "Get an OAuth application of an organization.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      answers = @Answer(schema = "Application"))
  public Uni<Response> getOrganizationApplication(
      @PathParam("orgname") String organization, @PathParam("client_id") String clientId) {
    Caller.User caller = request.requireUser();
    return OrganizationAccess.load(pool, organization, caller)
        .flatMap(access ->
            view.find(
                access.inspectedBy(caller).account(),
                clientId,
                ApplicationView.Viewer.of(access, caller)))
        .map(Replies::okIfFound);
  }
}
