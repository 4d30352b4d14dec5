package dev.wharfinger.repositories.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.platform.http.Query;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.quota.QuotaColumns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;

/**
 * Lists repositories that the caller may see, by keyset pagination on their ids. Source: contract
 * neighbours 6, common 7.
 */
@Path(Api.ROOT)
public class ListRepos {

  @Bound(
      of = "page of repositories",
      unit = "items",
      beyond = "the page ends, with next_page",
      test = "ListReposApiTest.givesAHundredAtATime")
  private static final int PAGE = 100;

  private static final String IMAGE = "image";
  private static final Set<String> KINDS = Set.of(IMAGE, "application");

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject PageToken tokens;
  @Inject QuotaColumns quotas;

  @GET
  @Path("repository")
  @ApiOperation(
      summary = "List repositories.",
      scope = Scope.REPO_READ,
      query = {
        "namespace",
        "starred",
        "public",
        "last_modified",
        "popularity",
        "repo_kind",
        "next_page"
      },
      answers = @Answer(schema = "RepositoryList"))
  public Uni<Response> listRepos() {
    Query query = request.query();
    Wanted wanted =
        new Wanted(
            query.string("namespace").filter(name -> !name.isEmpty()),
            query.flag("public", false),
            query.flag("last_modified", false),
            query.flag("popularity", false));
    boolean starred = query.flag("starred", false);
    if (wanted.namespace().isEmpty() && !wanted.publicToo() && !starred) {
      throw new ApiException(
          ApiError.invalidRequest("namespace, starred or public are required for this API call"));
    }
    if (starred && request.caller() instanceof Caller.Anonymous) {
      throw new ApiException(ApiError.BAD_REQUEST);
    }
    String kind = query.string("repo_kind").orElse(IMAGE);
    if (!KINDS.contains(kind)) {
      throw new ApiException(ApiError.message("Unknown repository kind"));
    }
    // There are no stars, and all repositories are for images.
    return (starred || !kind.equals(IMAGE) ? Uni.createFrom().item(none()) : page(wanted, query))
        .map(Replies::ok);
  }

  /**
   * The parameters of a request.
   *
   * @param publicToo whether to include public repositories on which the caller has no permission
   */
  private record Wanted(
      Optional<String> namespace, boolean publicToo, boolean lastModified, boolean popularity) {

    /** The list that page tokens are valid for. */
    String list() {
      return "repositories " + publicToo + " " + namespace.orElse("");
    }
  }

  private static ObjectNode none() {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.putArray("repositories");
    return view;
  }

  private Uni<ObjectNode> page(Wanted wanted, Query query) {
    long from =
        query
            .string("next_page")
            .flatMap(token -> tokens.open(wanted.list(), token, request.receivedAt()))
            .map(state -> state.path("from").asLong(0))
            .orElse(0L);
    Caller caller = request.caller();
    var now = request.receivedAt();
    return new VisibleRepositories(caller, wanted.namespace(), wanted.publicToo())
        .find(pool, from, PAGE + 1)
        .map(rows -> {
          ObjectNode view = view(rows, wanted, caller);
          long next = next(rows);
          if (next > 0) {
            ObjectNode state = JsonNodeFactory.instance.objectNode().put("from", next);
            view.put("next_page", tokens.seal(wanted.list(), state, now));
          }
          return view;
        });
  }

  /** The first id of the next page; 0 if there is none. */
  private static long next(RowSet<Row> rows) {
    long last = 0;
    long found = 0;
    for (Row row : rows) {
      last = row.getLong("id");
      found = row.getLong("found");
    }
    if (rows.size() > PAGE) {
      return last;
    }
    return found > rows.size() ? last + 1 : 0;
  }

  private ObjectNode view(RowSet<Row> rows, Wanted wanted, Caller caller) {
    ObjectNode view = none();
    ArrayNode repositories = (ArrayNode) view.get("repositories");
    for (Row row : rows) {
      if (repositories.size() < PAGE) {
        repositories.add(element(row, wanted, caller));
      }
    }
    return view;
  }

  /** When and how often a repository was used has not been reported so far. */
  private ObjectNode element(Row row, Wanted wanted, Caller caller) {
    ObjectNode element =
        JsonNodeFactory.instance
            .objectNode()
            .put("namespace", row.getString("namespace"))
            .put("name", row.getString("name"))
            .put("description", row.getString("description"))
            .put("is_public", row.getBoolean("is_public"))
            .put("kind", IMAGE)
            .put("state", row.getString("state"));
    if (wanted.lastModified()) {
      element.putNull("last_modified");
    }
    if (wanted.popularity()) {
      element.put("popularity", 0.0);
    }
    if (caller instanceof Caller.User) {
      element.put("is_starred", false);
    }
    quotas.addToRepository(element, row);
    return element;
  }
}
