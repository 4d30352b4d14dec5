package dev.wharfinger.accounts.organization;

import dev.wharfinger.accounts.organization.OwnershipEvent.OwnershipTaken;
import dev.wharfinger.accounts.organization.OwnershipEvent.UserMadeOrganization;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a superuser an owner of an organization, or turns a user into an organization owned by the
 * superuser. Source: contract superuser 12.
 */
@Path(Api.ROOT)
public class TakeOwnership {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject SuperuserRequest superusers;

  @POST
  @Path("superuser/takeownership/{namespace}")
  @ApiOperation(
      summary = "Take ownership of an organization, or of a user by converting it into one.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "TakenNamespace"))
  public Uni<Response> takeOwnership(@PathParam("namespace") String name) {
    Caller.User caller = request.requireFreshUser();
    superusers.mayWrite(caller);
    return writes
        .submit(request, caller, new Take(name, superusers.isSuperuser(name), caller.account()))
        .map(_ -> Replies.ok(Map.of("namespace", name)));
  }

  /** The account to take ownership of. */
  sealed interface Target {

    /** There is none with that name, or it is a robot. */
    record Missing() implements Target {}

    /** A user. */
    record Person(AccountId id, Personal name) implements Target {}

    /**
     * An organization.
     *
     * @param owners its team {@code owners}
     * @param owned whether the superuser is in it
     */
    record Organization(OrganizationId id, Personal name, Optional<TeamId> owners, boolean owned)
        implements Target {}
  }

  record Take(String name, boolean isSuperuser, AccountId caller) implements Command<Target> {

    private static final String SELECT =
        """
        SELECT n.id, n.name, n.subject_key, n.kind, t.id AS owners, EXISTS (
          SELECT FROM team_member m WHERE m.team = t.id AND m.account = $2) AS owned
        FROM namespace n LEFT JOIN team t ON t.organization = n.id AND t.name = 'owners'
        WHERE n.name = $1 AND n.kind <> 'robot'
        """;

    @Override
    public Uni<Target> load(SqlConnection connection) {
      return connection
          .preparedQuery(SELECT)
          .execute(Tuple.of(name, caller.value()))
          .map(rows -> rows.size() == 0 ? new Target.Missing() : target(OneRow.of(rows)));
    }

    private static Target target(Row row) {
      Personal name = new Personal.Known(row.getString("name"), row.getUUID("subject_key"));
      return row.getString("kind").equals("user")
          ? new Target.Person(new AccountId(row.getLong("id")), name)
          : new Target.Organization(
              new OrganizationId(row.getLong("id")),
              name,
              Optional.ofNullable(row.getLong("owners")).map(TeamId::new),
              row.getBoolean("owned"));
    }

    @Override
    public Decision decide(Target target, Ids ids) {
      if (isSuperuser) {
        return Decision.reject(OrganizationRejection.Simple.TARGET_IS_SUPERUSER);
      }
      return switch (target) {
        case Target.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
        case Target.Person person ->
            Decision.accept(
                new UserMadeOrganization(
                    OrganizationId.of(person.id()),
                    person.name(),
                    caller,
                    ids.next(TeamId::new),
                    ids.next()));
        case Target.Organization it ->
            Decision.accept(
                new OwnershipTaken(
                    it.id(),
                    it.name(),
                    caller,
                    it.owners().orElseGet(() -> ids.next(TeamId::new)),
                    it.owners().isEmpty(),
                    it.owned() ? null : Long.valueOf(ids.next())));
      };
    }
  }
}
