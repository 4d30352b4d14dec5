package dev.wharfinger.repositories.permission;

import static dev.wharfinger.platform.http.Schema.object;
import static dev.wharfinger.platform.http.Schema.oneOfTexts;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.permission.PrototypeEvent.Account;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeCreated;
import dev.wharfinger.repositories.permission.PrototypeEvent.Rule;
import dev.wharfinger.repositories.permission.PrototypeEvent.Team;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Creates a default permission for an organization's new repositories. Source: contract neighbours
 * 8.
 */
@Path(Api.ROOT)
public class CreateOrganizationPrototypePermission {

  static final Schema BODY =
      object()
          .required("role", "delegate")
          .property("role", oneOfTexts("read", "write", "admin"))
          .property(
              "activating_user", object().required("name").property("name", text(TextLengths.NAME)))
          .property(
              "delegate",
              object()
                  .required("name", "kind")
                  .property("name", text(TextLengths.NAME))
                  .property("kind", oneOfTexts("user", "team")));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject PrototypeView view;

  @POST
  @Path("organization/{orgname}/prototypes")
  @ApiOperation(
      summary = "Create a default permission of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "Prototype"))
  public Uni<Response> createOrganizationPrototypePermission(
      @PathParam("orgname") String organization) {
    ObjectNode body = request.body(BODY);
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    JsonNode delegate = body.get("delegate");
    Create create =
        new Create(
            organization,
            caller,
            write.draw().uuid("prototype"),
            body.path("activating_user").path("name").asText(""),
            delegate.get("name").textValue(),
            delegate.get("kind").textValue().equals("team"),
            Role.of(body.get("role").textValue()));
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            new OneMore<>(
                create,
                Set.of(PrototypeCreated.class),
                "default permissions of an organization",
                "SELECT FROM prototype p JOIN namespace n ON n.id = p.organization"
                    + " WHERE n.name = $1",
                List.of(organization)))
        .flatMap(done -> view.find(writes.drawn(write, done).uuid("prototype")))
        .map(Replies::okIfFound);
  }

  /** What the decision needs; null for an account or team that does not exist. */
  record State(
      OrganizationAccess access,
      @Nullable Account activating,
      @Nullable Account account,
      @Nullable Team team) {}

  /**
   * The command.
   *
   * @param activating the name of the creator that it applies to; empty for all creators
   */
  record Create(
      String organization,
      Caller.User caller,
      UUID uuid,
      String activating,
      String delegate,
      boolean toTeam,
      Role role)
      implements Command<State> {

    /** $3 the creator's name, $4 the delegate's, $5 whether the delegate is a team. */
    private static final String SELECT =
        "SELECT "
            + OrganizationAccess.COLUMNS
            + ", u.id, u.name, u.subject_key, d.id, d.name, d.subject_key, t.id, t.name "
            + OrganizationAccess.FROM
            + """
            LEFT JOIN namespace u ON u.name = $3 AND u.kind <> 'organization'
            LEFT JOIN namespace d ON d.name = $4 AND d.kind <> 'organization' AND NOT $5
            LEFT JOIN team t ON t.organization = n.id AND t.name = $4 AND $5
            """;

    @Override
    public Uni<State> load(SqlConnection connection) {
      return connection
          .preparedQuery(SELECT)
          .execute(Tuple.of(organization, caller.account().value(), activating, delegate, toTeam))
          .map(OneRow::of)
          .map(row ->
              new State(
                  OrganizationAccess.of(row, organization, caller),
                  PrototypeState.account(row, 2),
                  PrototypeState.account(row, 5),
                  PrototypeState.team(row, 8)));
    }

    @Override
    public Decision decide(State state, Ids ids) {
      return state
          .access()
          .refusesAdministrationBy(caller)
          .map(Decision::reject)
          .orElseGet(() -> create(state.access().organization().orElseThrow(), state, ids));
    }

    private Decision create(OrganizationId in, State state, Ids ids) {
      if (toTeam && !delegate.isEmpty() && state.team() == null) {
        return Decision.reject(new PermissionRejection.UnknownTeam(organization, delegate));
      }
      if (!activating.isEmpty() && state.activating() == null) {
        return Decision.reject(PermissionRejection.Simple.UNKNOWN_ACTIVATING_USER);
      }
      if (state.account() == null && state.team() == null) {
        return Decision.reject(PermissionRejection.Simple.NO_DELEGATE);
      }
      Rule rule = new Rule(uuid, state.activating(), state.account(), state.team());
      return Decision.accept(new PrototypeCreated(in, ids.next(), rule, role));
    }
  }
}
