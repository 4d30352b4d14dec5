package dev.wharfinger.team;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Excerpt;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.team.TeamEvent.TeamDeleted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Deletes a team; nobody deletes the one he administers by. Source: contract neighbours 4. */
@Path(Api.ROOT)
public class DeleteOrganizationTeam {

  @Inject Call call;
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
    Caller.User caller = call.requireUser();
    return writes
        .submit(call, caller, new Delete(organization, team, caller))
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
        return Decision.reject(Refusal.denied(caller));
      }
      return switch (state) {
        case TeamState.Missing _ ->
            Decision.reject(
                Refusal.message(
                    "Team '%s' is not a team in org '%s'"
                        .formatted(Excerpt.of(team), Excerpt.of(organization))));
        case TeamState.Present present -> delete(present);
      };
    }

    private Decision delete(TeamState.Present now) {
      return switch (now.tie()) {
        case NONE, MEMBER ->
            Decision.accept(new TeamDeleted(now.organization(), now.id(), now.name()));
        case ONLY_ADMIN_TEAM ->
            Decision.reject(
                Refusal.message(
                    ("Deleting team '%s' would remove admin ability for user '%s'"
                            + " in organization '%s'")
                        .formatted(team, caller.name(), organization)));
      };
    }
  }
}
