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
import dev.wharfinger.repositories.repository.GrantedRepositoriesView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Lists a team's permissions on repositories. Source: contract neighbours 4. */
@Path(Api.ROOT)
public class GetOrganizationTeamPermissions {

  @Inject ApiRequest request;
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
    Caller.User caller = request.requireUser();
    return TeamState.load(pool, organization, team, caller)
        .flatMap(state -> granted.toTeam(readable(state, caller).id()))
        .map(permissions ->
            JsonNodeFactory.instance.objectNode().putPOJO("permissions", permissions))
        .map(Replies::ok);
  }

  private static TeamState.Present readable(TeamState state, Caller.User caller) {
    if (!state.access().inspects(caller)) {
      throw new ApiException(ApiError.denied(caller));
    }
    return switch (state) {
      case TeamState.Missing _ -> throw new ApiException(ApiError.notFound());
      case TeamState.Present present -> present;
    };
  }
}
