package dev.wharfinger.accounts.team;

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
 * Lists accounts that are in no team of an organization but have permissions on its repositories.
 * Source: contract organization 2.5.
 */
@Path(Api.ROOT)
public class GetOrganizationCollaborators {

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject OrganizationMemberView view;

  @GET
  @Path("organization/{orgname}/collaborators")
  @ApiOperation(
      summary = "List the outside collaborators of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "CollaboratorList"))
  public Uni<Response> getOrganizationCollaborators(@PathParam("orgname") String organization) {
    Caller.User caller = request.requireUser();
    return OrganizationAccess.load(pool, organization, caller)
        .map(access -> access.inspectedBy(caller))
        .flatMap(view::collaborators)
        .map(collaborators ->
            JsonNodeFactory.instance.objectNode().putPOJO("collaborators", collaborators))
        .map(Replies::ok);
  }
}
