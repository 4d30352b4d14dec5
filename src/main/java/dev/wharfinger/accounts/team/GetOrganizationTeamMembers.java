package dev.wharfinger.accounts.team;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
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
 * Lists a team's members to its members and to administrators; the latter also see invitations.
 * Source: contract neighbours 4.
 */
@Path(Api.ROOT)
public class GetOrganizationTeamMembers {

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject TeamMemberView view;

  @GET
  @Path("organization/{orgname}/team/{teamname}/members")
  @ApiOperation(
      summary = "List the members of a team.",
      scope = Scope.ORG_ADMIN,
      tag = "team",
      query = "includePending",
      answers = @Answer(schema = "TeamMemberList"))
  public Uni<Response> getOrganizationTeamMembers(
      @PathParam("orgname") String organization, @PathParam("teamname") String team) {
    Caller.User caller = request.requireUser();
    boolean pending = request.query().flag("includePending", false);
    return TeamState.load(pool, organization, team, caller)
        .map(state -> readable(state, caller))
        .flatMap(found ->
            view.all(found.id(), pending && found.access().administers(caller))
                .map(members ->
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("name", team)
                        .putPOJO("members", members)
                        .put("can_edit", found.access().administers(caller))))
        .map(Replies::ok);
  }

  /** The team, if it exists and the caller may see its members. */
  static TeamState.Present readable(TeamState state, Caller.User caller) {
    boolean inspects = state.access().inspects(caller);
    return switch (state) {
      case TeamState.Present present when inspects || isIn(present, caller) -> present;
      case TeamState.Missing _ when inspects -> throw new ApiException(ApiError.notFound());
      case TeamState.Present _, TeamState.Missing _ ->
          throw new ApiException(ApiError.denied(caller));
    };
  }

  /** Whether the caller is a member, as far as the token's scopes allow (organization 0.2). */
  private static boolean isIn(TeamState.Present team, Caller.User caller) {
    boolean scoped = caller.may(Scope.ORG_ADMIN) || caller.may(Scope.REPO_CREATE);
    return switch (team.tie()) {
      case NONE -> false;
      case MEMBER, ONLY_ADMIN_TEAM -> scoped;
    };
  }
}
