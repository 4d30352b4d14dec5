package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.InvitationEvent.TeamEmailInvited;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.WriteRequest;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Invites an e-mail address to a team. Source: contract neighbours 4. */
@Path(Api.ROOT)
public class InviteTeamMemberEmail {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Invite invite;
  @Inject TeamMemberView view;

  @PUT
  @Path("organization/{orgname}/team/{teamname}/invite/{email}")
  @ApiOperation(
      summary = "Invite an e-mail address to a team.",
      scope = Scope.ORG_ADMIN,
      tag = "team",
      answers = @Answer(schema = "TeamInvite"))
  public Uni<Response> inviteTeamMemberEmail(
      @PathParam("orgname") String organization,
      @PathParam("teamname") String team,
      @PathParam("email") String email) {
    invite.requireMailing();
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            OneMoreMember.of(
                new InviteEmail(organization, team, email, invite.code(write), caller),
                organization,
                team))
        .map(_ -> Replies.ok(view.invited(email)));
  }

  record InviteEmail(
      String organization, String team, String email, Invite.Code code, Caller.User caller)
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
        case TeamState.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
        case TeamState.Present _ when !EmailAddress.isValid(email) ->
            Decision.reject(TeamRejection.Simple.INVALID_EMAIL);
        case TeamState.Present present ->
            Decision.accept(
                new TeamEmailInvited(
                    present.organization(),
                    present.id(),
                    present.name(),
                    ids.next(),
                    caller.account(),
                    code.drawn(),
                    code.digest(),
                    new Personal.Known(email, state.key()),
                    Invite.letter(ids, email, state.key(), organization, caller)));
      };
    }
  }
}
