package dev.wharfinger.team;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Lists a team to those who are in it and to administrators; these see who is invited as well.
 * Source: contract neighbours 4.
 */
@Path(Api.ROOT)
public class GetOrganizationTeamMembers {

  @Inject Call call;
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
    Caller.User caller = call.requireUser();
    boolean pending = call.query().flag("includePending", false);
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

  /** The team, if it is there and the caller may see who is in it. */
  static TeamState.Present readable(TeamState state, Caller.User caller) {
    boolean inspects = state.access().inspects(caller);
    return switch (state) {
      case TeamState.Present present when inspects || isIn(present, caller) -> present;
      case TeamState.Missing _ when inspects -> throw new RefusedException(Refusal.notFound());
      case TeamState.Present _, TeamState.Missing _ ->
          throw new RefusedException(Refusal.denied(caller));
    };
  }

  /** Whether he counts as a member with the scopes of his token (organization 0.2). */
  private static boolean isIn(TeamState.Present team, Caller.User caller) {
    boolean scoped = caller.may(Scope.ORG_ADMIN) || caller.may(Scope.REPO_CREATE);
    return switch (team.tie()) {
      case NONE -> false;
      case MEMBER, ONLY_ADMIN_TEAM -> scoped;
    };
  }
}
