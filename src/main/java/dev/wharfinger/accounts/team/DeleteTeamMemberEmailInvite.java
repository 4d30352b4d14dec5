package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationWithdrawn;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Withdraws the invitation of an e-mail address to a team. Source: contract neighbours 4. */
@Path(Api.ROOT)
public class DeleteTeamMemberEmailInvite {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Invite invite;

  @DELETE
  @Path("organization/{orgname}/team/{teamname}/invite/{email}")
  @ApiOperation(
      summary = "Withdraw the invitation of an e-mail address to a team.",
      scope = Scope.ORG_ADMIN,
      tag = "team",
      answers = @Answer(status = 204))
  public Uni<Response> deleteTeamMemberEmailInvite(
      @PathParam("orgname") String organization,
      @PathParam("teamname") String team,
      @PathParam("email") String email) {
    invite.requireMailing();
    Caller.User caller = request.requireUser();
    return writes
        .submit(request, caller, new Withdraw(organization, team, email, caller))
        .map(Replies::noContent);
  }

  record Withdraw(String organization, String team, String email, Caller.User caller)
      implements Command<EmailInvitationState> {

    @Override
    public Uni<EmailInvitationState> load(SqlConnection connection) {
      return EmailInvitationState.load(connection, organization, team, email, caller);
    }

    @Override
    public Decision decide(EmailInvitationState state, Ids ids) {
      if (!state.team().access().administers(caller)) {
        return Decision.reject(caller.denial());
      }
      return switch (state.team()) {
        case TeamState.Present present when state.invitation().isPresent() ->
            Decision.accept(
                new TeamInvitationWithdrawn(
                    present.organization(),
                    present.id(),
                    present.name(),
                    state.invitation().getAsLong(),
                    true,
                    new Personal.Known(email, state.key())));
        case TeamState.Present _, TeamState.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
      };
    }
  }
}
