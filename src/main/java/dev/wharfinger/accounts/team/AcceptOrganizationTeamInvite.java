package dev.wharfinger.accounts.team;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationAccepted;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
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
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** An invited user joins the team. Source: contract neighbours 4. */
@Path(Api.ROOT)
public class AcceptOrganizationTeamInvite {

  private static final String JOINED =
      """
      SELECT n.name, t.name FROM team_member m
      JOIN team t ON t.id = m.team JOIN namespace n ON n.id = t.organization
      WHERE m.account = $1 AND m.accepted_seq = $2
      """;

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Pool pool;
  @Inject Invite invite;

  @PUT
  @Path("teaminvite/{code}")
  @ApiOperation(
      summary = "Accept an invitation to a team.",
      scope = Scope.USER_ADMIN,
      tag = "team",
      internal = true,
      answers = @Answer(schema = "AcceptedInvite"))
  public Uni<Response> acceptOrganizationTeamInvite(@PathParam("code") String code) {
    invite.requireMailing();
    Caller.User caller = answering(request);
    return writes
        .submit(request, caller, new Accept(code, caller))
        .flatMap(done ->
            pool.preparedQuery(JOINED).execute(Tuple.of(caller.account().value(), done.seq())))
        .map(AcceptOrganizationTeamInvite::view);
  }

  /** The user who may answer their own invitations. */
  static Caller.User answering(ApiRequest request) {
    return request.requireUserInScope();
  }

  private static Response view(RowSet<Row> joined) {
    if (joined.size() == 0) {
      throw new ApiException(ApiError.notFound());
    }
    Row row = joined.iterator().next();
    return Replies.ok(
        JsonNodeFactory.instance
            .objectNode()
            .put("org", row.getString(0))
            .put("team", row.getString(1)));
  }

  record Accept(String code, Caller.User caller) implements Command<InvitationState> {

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
                new TeamInvitationAccepted(
                    open.organization(),
                    open.team(),
                    open.teamName(),
                    open.invitation(),
                    open.isMember() ? null : ids.next(),
                    caller.account(),
                    new Personal.Known(caller.name(), caller.key()),
                    open.inviter()));
      };
    }
  }
}
