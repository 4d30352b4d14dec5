package dev.wharfinger.repositories.repository;

import static dev.wharfinger.platform.http.Schema.oneOfTexts;
import static dev.wharfinger.platform.http.Schema.string;
import static dev.wharfinger.platform.http.Schema.text;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.repository.RepositoryAccess.Namespace;
import dev.wharfinger.repositories.repository.RepositoryEvent.Grant;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryCreated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates a repository; its creator administers it, and the default permissions of its organization
 * apply. Source: contract neighbours 6 and 8.
 */
@Path(Api.ROOT)
public class CreateRepo {

  static final Schema BODY =
      Schema.object()
          .required("repository", "visibility", "description")
          .property("repository", string().heldTo(TextLengths.NAME))
          .property("visibility", oneOfTexts("public", "private"))
          .property("namespace", string().heldTo(TextLengths.NAME))
          .property("description", text(TextLengths.REPOSITORY_DESCRIPTION))
          .property("repo_kind", type("string", "null").textsOrNull("image"));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;

  @POST
  @Path("repository")
  @ApiOperation(
      summary = "Create a repository.",
      scope = Scope.REPO_CREATE,
      answers = @Answer(status = 201, schema = "NewRepository"))
  public Uni<Response> createRepo() {
    ObjectNode body = request.body(BODY);
    if (!(request.caller() instanceof Caller.User caller)) {
      throw new ApiException(
          ApiError.invalidRequest("Must provide a namespace or must be logged in."));
    }
    WriteRequest write = writes.begin(request);
    RepositoryName repository =
        new RepositoryName(
            body.path("namespace").asText(caller.name()), body.get("repository").textValue());
    Create create =
        new Create(
            repository,
            caller,
            body.get("visibility").textValue().equals("public"),
            body.get("description").textValue(),
            write.draw().uuid("status"),
            settings.featureExtendedRepositoryNames(),
            false);
    return writes
        .submit(write, Writes.actor(request, caller), create)
        .map(_ -> Replies.json(201, view(repository)));
  }

  private static ObjectNode view(RepositoryName repository) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("namespace", repository.namespace())
        .put("name", repository.name())
        .put("kind", "image");
  }

  /**
   * What the decision needs.
   *
   * @param creates whether the caller may create repositories there
   * @param fetches whether it is a proxy cache, and the caller a member of the organization
   * @param rules the default permissions that apply to the caller
   */
  record State(
      Optional<Namespace> namespace,
      boolean creates,
      boolean fetches,
      boolean exists,
      List<DefaultPermissions.Rule> rules) {
    State {
      rules = List.copyOf(rules);
    }
  }

  /**
   * Creates a repository.
   *
   * @param byRegistry whether a client of a registry needs it: a member of a proxy cache has it
   *     created by pulling, without a permission of its own
   */
  record Create(
      RepositoryName repository,
      Caller.User caller,
      boolean isPublic,
      String description,
      UUID statusToken,
      boolean mayHaveSlashes,
      boolean byRegistry)
      implements Command<State> {

    /** $1 the namespace's name, $2 the repository's, $3 the caller's account. */
    private static final String SELECT =
        "SELECT n.id, n.subject_key, n.kind = 'organization', "
            + NamespaceRights.creates("n.id", "$3")
            + ", EXISTS (SELECT FROM proxy_cache x WHERE x.organization = n.id) AND "
            + NamespaceRights.membership("n.id", "$3")
            + """
               IS NOT NULL
              , EXISTS (SELECT FROM repository r WHERE r.namespace = n.id AND r.name = $2),
            """
            + DefaultPermissions.SELECT
            + " FROM namespace n WHERE n.name = $1 AND n.kind <> 'robot'";

    @Override
    public Uni<State> load(SqlConnection connection) {
      return connection
          .preparedQuery(SELECT)
          .execute(Tuple.of(repository.namespace(), repository.name(), caller.account().value()))
          .map(rows ->
              rows.size() == 0
                  ? new State(Optional.empty(), false, false, false, List.of())
                  : state(OneRow.of(rows)));
    }

    private State state(Row row) {
      return new State(
          Optional.of(
              new Namespace(
                  new AccountId(row.getLong(0)),
                  repository.namespace(),
                  row.getUUID(1),
                  row.getBoolean(2))),
          row.getBoolean(3),
          row.getBoolean(4),
          row.getBoolean(5),
          DefaultPermissions.of((JsonArray) row.getValue(6)));
    }

    @Override
    public Decision decide(State state, Ids ids) {
      boolean scoped = caller.may(Scope.ORG_ADMIN) || caller.may(Scope.REPO_CREATE);
      boolean creates = caller.fullAccess() || (state.creates() && scoped);
      if (!creates && !(byRegistry && state.fetches())) {
        return Decision.reject(caller.denial());
      }
      if (state.namespace().isEmpty()) {
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      if (state.exists()) {
        return Decision.reject(RepositoryRejection.ALREADY_EXISTS);
      }
      if (!RepositoryName.isValid(repository.name(), mayHaveSlashes)) {
        return Decision.reject(RepositoryRejection.INVALID_NAME);
      }
      Namespace namespace = state.namespace().get();
      RepositoryId created = ids.next(RepositoryId::new);
      List<Grant> grants = DefaultPermissions.grants(caller.account(), state.rules(), ids);
      return Decision.accept(
          new RepositoryCreated(
              created,
              repository.name(),
              namespace.id(),
              namespace.personalName(),
              isPublic,
              namespace.personal(description),
              statusToken,
              creates
                  ? grants
                  : grants.stream()
                      .filter(grant -> !caller.account().equals(grant.account()))
                      .toList()));
    }
  }
}
