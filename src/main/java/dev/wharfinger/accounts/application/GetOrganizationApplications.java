package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/** Lists the OAuth applications of an organization. Source: contract organization 2.9. */
@Path(Api.ROOT)
public class GetOrganizationApplications {

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject ApplicationView view;

  @GET
  @Path("organization/{orgname}/applications")
  @ApiOperation(
      summary = "List the OAuth applications of an organization.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      answers = @Answer(schema = "ApplicationList"))
  public Uni<Response> getOrganizationApplications(@PathParam("orgname") String organization) {
    Caller.User caller = request.requireUser();
    return OrganizationAccess.load(pool, organization, caller)
        .flatMap(access ->
            view.list(
                access.inspectedBy(caller).account(), ApplicationView.Viewer.of(access, caller)))
        .map(list -> JsonNodeFactory.instance.objectNode().set("applications", list))
        .map(Replies::ok);
  }
}
