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
 * Lists the users in the teams of an organization to its administrators. Source: organization 2.6.
 */
@Path(Api.ROOT)
public class GetOrganizationMembers {

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject OrganizationMemberView view;

  @GET
  @Path("organization/{orgname}/members")
  @ApiOperation(
      summary = "List the members of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "MemberList"))
  public Uni<Response> getOrganizationMembers(@PathParam("orgname") String organization) {
    Caller.User caller = request.requireUser();
    return OrganizationAccess.load(pool, organization, caller)
        .map(access -> access.inspectedBy(caller))
        .flatMap(view::members)
        .map(members -> JsonNodeFactory.instance.objectNode().putPOJO("members", members))
        .map(Replies::ok);
  }
}
