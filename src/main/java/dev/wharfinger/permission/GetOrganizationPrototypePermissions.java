package dev.wharfinger.permission;

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

/** Lists what new repositories of an organization grant. Source: contract neighbours 8. */
@Path(Api.ROOT)
public class GetOrganizationPrototypePermissions {

  @Inject Call call;
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
    Caller.User caller = call.requireUser();
    return OrganizationAccess.load(pool, organization, caller)
        .map(access -> access.inspectedBy(caller))
        .flatMap(view::all)
        .map(prototypes -> JsonNodeFactory.instance.objectNode().putPOJO("prototypes", prototypes))
        .map(Replies::ok);
  }
}
