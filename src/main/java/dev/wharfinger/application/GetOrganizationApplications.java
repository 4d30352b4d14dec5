package dev.wharfinger.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/** Lists the OAuth applications of an organization. Source: contract organization 2.9. */
@Path(Api.ROOT)
public class GetOrganizationApplications {

  @Inject Call call;
  @Inject Pool pool;
  @Inject ApplicationView view;

  @GET
  @Path("organization/{orgname}/applications")
  @ApiOperation(
      summary = "List the applications of an organization.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      answers = @Answer(schema = "ApplicationList"))
  public Uni<Response> getOrganizationApplications(@PathParam("orgname") String organization) {
    Caller.User caller = call.requireUser();
    return OrganizationAccess.load(pool, organization, caller)
        .flatMap(access ->
            view.list(access.inspectedBy(caller), ApplicationView.Viewer.of(access, caller)))
        .map(list -> JsonNodeFactory.instance.objectNode().set("applications", list))
        .map(Replies::ok);
  }
}
