package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.TeamEvent.TeamDeleted;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Deletes a team; callers cannot delete their only administrator team. Source: contract neighbours
 * 4.
 */
@Path(Api.ROOT)
public class DeleteOrganizationTeam {

  @Inject ApiRequest request;
  @Inject Writes writes;

  @DELETE
  @Path("organization/{orgname}/team/{teamname}")
  @ApiOperation(
      summary = "Delete a team.",
      scope = Scope.ORG_ADMIN,
      tag = "team",
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrganizationTeam(
      @PathParam("orgname") String organization, @PathParam("teamname") String team) {
    Caller.User caller = request.requireUser();
    return writes
        .submit(request, caller, new Delete(organization, team, caller))
        .map(Replies::noContent);
  }

  record Delete(String organization, String team, Caller.User caller)
      implements Command<TeamState> {

    @Override
    public Uni<TeamState> load(SqlConnection connection) {
      return TeamState.load(connection, organization, team, caller);
    }

    @Override
    public Decision decide(TeamState state, Ids ids) {
      if (!state.access().administers(caller)) {
        return Decision.reject(caller.denial());
      }
      return switch (state) {
        case TeamState.Missing _ ->
            Decision.reject(new TeamRejection.NotInOrganization(team, organization));
        case TeamState.Present present -> delete(present);
      };
    }

    private Decision delete(TeamState.Present now) {
      return switch (now.tie()) {
        case NONE, MEMBER ->
            Decision.accept(new TeamDeleted(now.organization(), now.id(), now.name()));
        case ONLY_ADMIN_TEAM ->
            Decision.reject(
                new TeamRejection.DeletesOwnAdministration(team, caller.name(), organization));
      };
    }
  }
}
