package dev.wharfinger.team;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.team.InvitationEvent.TeamInvitationDeclined;
import dev.wharfinger.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** An invited user does not want to join the team. Source: contract neighbours 4. */
@Path(Api.ROOT)
public class DeclineOrganizationTeamInvite {

  @Inject Call call;
  @Inject Writes writes;
  @Inject Invite invite;

  @DELETE
  @Path("teaminvite/{code}")
  @ApiOperation(
      summary = "Decline an invitation to a team.",
      scope = Scope.USER_ADMIN,
      tag = "team",
      internal = true,
      answers = @Answer(status = 204))
  public Uni<Response> declineOrganizationTeamInvite(@PathParam("code") String code) {
    invite.requireMailing();
    Caller.User caller = AcceptOrganizationTeamInvite.answering(call);
    return writes.submit(call, caller, new Decline(code, caller)).map(Replies::noContent);
  }

  record Decline(String code, Caller.User caller) implements Command<InvitationState> {

    @Override
    public Uni<InvitationState> load(SqlConnection connection) {
      return InvitationState.load(connection, code, caller);
    }

    @Override
    public Decision decide(InvitationState state, Ids ids) {
      return switch (state) {
        case InvitationState.Unknown _ -> Decision.reject(InvitationState.INVALID_CODE);
        case InvitationState.Open open ->
            Decision.accept(
                new TeamInvitationDeclined(
                    open.organization(),
                    open.team(),
                    open.teamName(),
                    open.invitation(),
                    new Personal.Known(caller.name(), caller.key()),
                    open.inviter()));
      };
    }
  }
}
