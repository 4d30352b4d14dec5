package dev.wharfinger.team;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.repository.GrantedRepositoriesView;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Lists what a team may do with which repository. Source: contract neighbours 4. */
@Path(Api.ROOT)
public class GetOrganizationTeamPermissions {

  @Inject Call call;
  @Inject Pool pool;
  @Inject GrantedRepositoriesView granted;

  @GET
  @Path("organization/{orgname}/team/{teamname}/permissions")
  @ApiOperation(
      summary = "List the repository permissions of a team.",
      scope = Scope.ORG_ADMIN,
      tag = "team",
      answers = @Answer(schema = "GrantedRepositoryList"))
  public Uni<Response> getOrganizationTeamPermissions(
      @PathParam("orgname") String organization, @PathParam("teamname") String team) {
    Caller.User caller = call.requireUser();
    return TeamState.load(pool, organization, team, caller)
        .flatMap(state -> granted.toTeam(readable(state, caller).id()))
        .map(permissions ->
            JsonNodeFactory.instance.objectNode().putPOJO("permissions", permissions))
        .map(Replies::ok);
  }

  private static TeamState.Present readable(TeamState state, Caller.User caller) {
    if (!state.access().inspects(caller)) {
      throw new RefusedException(Refusal.denied(caller));
    }
    return switch (state) {
      case TeamState.Missing _ -> throw new RefusedException(Refusal.notFound());
      case TeamState.Present present -> present;
    };
  }
}
