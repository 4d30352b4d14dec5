package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.InvitationEvent.TeamMemberInvited;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberAdded;
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
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Adds a user or one of the organization's robots to a team; if mail is enabled, a user who is new
 * to the organization is invited instead. Source: contract neighbours 4.
 */
@Path(Api.ROOT)
public class UpdateOrganizationTeamMember {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject TeamMemberView view;
  @Inject Invite invite;

  @PUT
  @Path("organization/{orgname}/team/{teamname}/members/{membername}")
  @ApiOperation(
      summary = "Add a member to a team.",
      scope = Scope.ORG_ADMIN,
      tag = "team",
      answers = @Answer(schema = "TeamMember"))
  public Uni<Response> updateOrganizationTeamMember(
      @PathParam("orgname") String organization,
      @PathParam("teamname") String team,
      @PathParam("membername") String member) {
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            OneMoreMember.of(
                new Add(
                    organization,
                    team,
                    member,
                    caller,
                    invite.comesFirst() ? Optional.of(invite.code(write)) : Optional.empty()),
                organization,
                team))
        .flatMap(_ -> view.find(organization, team, member))
        .map(Replies::okIfFound);
  }

  /**
   * The command.
   *
   * @param code of the invitation for users new to the organization; empty if all are added
   *     directly
   */
  record Add(
      String organization,
      String team,
      String member,
      Caller.User caller,
      Optional<Invite.Code> code)
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
              case MemberState.Candidate.Unknown _ ->
                  Decision.reject(TeamRejection.Simple.UNKNOWN_MEMBER);
              case MemberState.Candidate.Known known -> add(present, known, ids);
            };
      };
    }

    private Decision add(TeamState.Present to, MemberState.Candidate.Known known, Ids ids) {
      if (known.isRobot() && !known.name().startsWith(organization + "+")) {
        return Decision.reject(TeamRejection.Simple.FOREIGN_ROBOT);
      }
      if (known.isInTeam()) {
        return Decision.reject(new TeamRejection.AlreadyMember(member, team));
      }
      if (code.isPresent() && !known.isRobot() && !known.isInOrganization()) {
        return Decision.accept(invited(to, known, code.get(), ids));
      }
      return Decision.accept(
          new TeamMemberAdded(
              to.organization(),
              to.id(),
              to.name(),
              ids.next(),
              known.account(),
              known.personalName()));
    }

    private TeamMemberInvited invited(
        TeamState.Present to, MemberState.Candidate.Known known, Invite.Code code, Ids ids) {
      return new TeamMemberInvited(
          to.organization(),
          to.id(),
          to.name(),
          ids.next(),
          caller.account(),
          code.drawn(),
          code.digest(),
          known.account(),
          known.personalName(),
          EmailAddress.isValid(known.email())
              ? Invite.letter(ids, known.email(), known.subjectKey(), organization, caller)
              : null);
    }
  }
}
