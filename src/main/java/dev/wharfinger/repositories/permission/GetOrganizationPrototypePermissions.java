package dev.wharfinger.repositories.permission;

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

/**
 * Lists an organization's default permissions for new repositories. Source: contract neighbours 8.
 */
@Path(Api.ROOT)
public class GetOrganizationPrototypePermissions {

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject PrototypeView view;

  @GET
  @Path("organization/{orgname}/prototypes")
  @ApiOperation(
      summary = "List the default permissions of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "PrototypeList"))
  public Uni<Response> getOrganizationPrototypePermissions(
      @PathParam("orgname") String organization) {
    Caller.User caller = request.requireUser();
    return OrganizationAccess.load(pool, organization, caller)
        .map(access -> access.inspectedBy(caller))
        .flatMap(view::all)
        .map(prototypes -> JsonNodeFactory.instance.objectNode().putPOJO("prototypes", prototypes))
        .map(Replies::ok);
  }
}
