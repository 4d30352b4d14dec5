package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationWithdrawn;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberRemoved;
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
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Removes a member from a team, or withdraws a pending invitation; callers cannot leave their only
 * administrator team. Source: contract neighbours 4.
 */
@Path(Api.ROOT)
public class DeleteOrganizationTeamMember {

  @Inject ApiRequest request;
  @Inject Writes writes;

  @DELETE
  @Path("organization/{orgname}/team/{teamname}/members/{membername}")
  @ApiOperation(
      summary = "Remove a member from a team.",
      scope = Scope.ORG_ADMIN,
      tag = "team",
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrganizationTeamMember(
      @PathParam("orgname") String organization,
      @PathParam("teamname") String team,
      @PathParam("membername") String member) {
    Caller.User caller = request.requireUser();
    return writes
        .submit(request, caller, new Remove(organization, team, member, caller))
        .map(Replies::noContent);
  }

  record Remove(String organization, String team, String member, Caller.User caller)
      implements Command<MemberState> {

    @Override
    public Uni<MemberState> load(SqlConnection connection) {
      return MemberState.load(connection, organization, team, member, caller);
    }

    @Override
    public Decision decide(MemberState state, Ids ids) {
      if (!state.team().access().administers(caller)) {
        return Decision.reject(caller.denial());
      }
      return switch (state.team()) {
        case TeamState.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
        case TeamState.Present present ->
            switch (state.candidate()) {
              case MemberState.Candidate.Unknown _ -> Decision.reject(CommonRejection.NOT_FOUND);
              case MemberState.Candidate.Known known -> remove(present, known);
            };
      };
    }

    private Decision remove(TeamState.Present from, MemberState.Candidate.Known known) {
      if (known.invitation().isPresent()) {
        return Decision.accept(
            new TeamInvitationWithdrawn(
                from.organization(),
                from.id(),
                from.name(),
                known.invitation().getAsLong(),
                false,
                known.personalName()));
      }
      if (!known.isInTeam()) {
        return Decision.reject(new TeamRejection.NotMember(member, team));
      }
      if (known.account().equals(caller.account())
          && from.tie() == TeamState.Membership.ONLY_ADMIN_TEAM) {
        return Decision.reject(TeamRejection.Simple.LEAVES_ONLY_ADMIN_TEAM);
      }
      return Decision.accept(
          new TeamMemberRemoved(
              from.organization(), from.id(), from.name(), known.account(), known.personalName()));
    }
  }
}
