package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.TeamEvent.OrganizationMemberRemoved;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Removes a user from all teams of an organization and from its repositories, without a usage log.
 * Source: contract organization 2.8.
 */
@Path(Api.ROOT)
public class RemoveOrganizationMember {

  @Inject ApiRequest request;
  @Inject Writes writes;

  @DELETE
  @Path("organization/{orgname}/members/{membername}")
  @ApiOperation(
      summary = "Remove a member from an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> removeOrganizationMember(
      @PathParam("orgname") String organization, @PathParam("membername") String member) {
    Caller.User caller = request.requireUser();
    return writes
        .submit(request, caller, new Remove(organization, member, caller))
        .map(Replies::noContent);
  }

  /** The caller's access to the organization, and the user named in the request. */
  record State(OrganizationAccess access, Target target) {}

  /** The account named in the request. */
  sealed interface Target {

    /** There is no such user; the name may be a robot's or an organization's. */
    record Unknown() implements Target {}

    /** A user who is neither in its teams nor has permissions on its repositories. */
    record Unrelated() implements Target {}

    /** A user in its teams or with permissions on its repositories. */
    record MemberOrCollaborator(AccountId account) implements Target {}

    /** The only user in its teams with role {@code admin}. */
    record OnlyAdministrator() implements Target {}
  }

  record Remove(String organization, String member, Caller.User caller) implements Command<State> {

    /** $3 the member's name. */
    private static final String SELECT =
        "SELECT "
            + OrganizationAccess.COLUMNS
            + ", a.id, "
            + NamespaceRights.administersOrganization("n.id", "a.id")
            + " AND NOT "
            + NamespaceRights.hasOtherAdministrators("n.id", "a.id")
            + """
            , EXISTS (SELECT FROM team_member m JOIN team t ON t.id = m.team
                    WHERE m.account = a.id AND t.organization = n.id)
              OR EXISTS (SELECT FROM repository_permission p JOIN repository r ON r.id = p.repository
                         WHERE p.account = a.id AND r.namespace = n.id)
            """
            + OrganizationAccess.FROM
            + """
            LEFT JOIN namespace a ON a.name = $3 AND a.kind = 'user'
            """;

    @Override
    public Uni<State> load(SqlConnection connection) {
      return connection
          .preparedQuery(SELECT)
          .execute(Tuple.of(organization, caller.account().value(), member))
          .map(OneRow::of)
          .map(row -> new State(OrganizationAccess.of(row, organization, caller), target(row)));
    }

    private static Target target(Row row) {
      AccountId account = AccountId.ofNullable(row.getLong(2));
      if (account == null) {
        return new Target.Unknown();
      }
      if (row.getBoolean(3)) {
        return new Target.OnlyAdministrator();
      }
      return row.getBoolean(4) ? new Target.MemberOrCollaborator(account) : new Target.Unrelated();
    }

    @Override
    public Decision decide(State state, Ids ids) {
      return state
          .access()
          .refusesAdministrationBy(caller)
          .map(Decision::reject)
          .orElseGet(() -> remove(state.access().organization().orElseThrow(), state.target()));
    }

    private static Decision remove(OrganizationId from, Target target) {
      return switch (target) {
        case Target.Unknown _ -> Decision.reject(CommonRejection.NOT_FOUND);
        case Target.Unrelated _ -> Decision.accept();
        case Target.MemberOrCollaborator(AccountId account) ->
            Decision.accept(new OrganizationMemberRemoved(from, account));
        case Target.OnlyAdministrator _ -> Decision.reject(TeamRejection.Simple.ONLY_ADMINISTRATOR);
      };
    }
  }
}
