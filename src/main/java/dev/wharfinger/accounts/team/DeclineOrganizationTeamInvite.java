package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationDeclined;
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
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** An invited user declines to join the team. Source: contract neighbours 4. */
@Path(Api.ROOT)
public class DeclineOrganizationTeamInvite {

  @Inject ApiRequest request;
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
    Caller.User caller = AcceptOrganizationTeamInvite.answering(request);
    return writes.submit(request, caller, new Decline(code, caller)).map(Replies::noContent);
  }

  record Decline(String code, Caller.User caller) implements Command<InvitationState> {

    @Override
    public Uni<InvitationState> load(SqlConnection connection) {
      return InvitationState.load(connection, code, caller);
    }

    @Override
    public Decision decide(InvitationState state, Ids ids) {
      return switch (state) {
        case InvitationState.Unknown _ -> Decision.reject(TeamRejection.Simple.INVALID_CODE);
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
