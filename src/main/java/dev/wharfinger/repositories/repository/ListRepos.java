package dev.wharfinger.repositories.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * Lists repositories that the caller may see, by keyset pagination on their ids. Source: contract
 * neighbours 6, common 7.
 */
@Path(Api.ROOT)
public class ListRepos {

  private static final String IMAGE = "image";
  private static final Set<String> KINDS = Set.of(IMAGE, "application");

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject RepositoryPages pages;
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
            query.flag("starred", false),
            query.flag("last_modified", false),
            query.flag("popularity", false));
    if (wanted.namespace().isEmpty() && !wanted.publicToo() && !wanted.starred()) {
      throw new ApiException(
          ApiError.invalidRequest("namespace, starred or public are required for this API call"));
    }
    if (wanted.starred() && request.caller() instanceof Caller.Anonymous) {
      throw new ApiException(ApiError.BAD_REQUEST);
    }
    String kind = query.string("repo_kind").orElse(IMAGE);
    if (!KINDS.contains(kind)) {
      throw new ApiException(ApiError.message("Unknown repository kind"));
    }
    // All repositories are for images.
    return (kind.equals(IMAGE) ? page(wanted) : Uni.createFrom().item(none())).map(Replies::ok);
  }

  /**
   * The parameters of a request.
   *
   * @param publicToo whether to include public repositories on which the caller has no permission
   * @param starred whether to list what the caller has starred, and nothing else
   */
  private record Wanted(
      Optional<String> namespace,
      boolean publicToo,
      boolean starred,
      boolean lastModified,
      boolean popularity) {

    /** The list that page tokens are valid for. */
    String list() {
      return starred ? "starred" : "repositories " + publicToo + " " + namespace.orElse("");
    }
  }

  private static ObjectNode none() {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.putArray("repositories");
    return view;
  }

  private Uni<ObjectNode> page(Wanted wanted) {
    Caller caller = request.caller();
    return new VisibleRepositories(
            caller, wanted.namespace(), wanted.publicToo(), wanted.starred(), usage(wanted))
        .find(pool, pages.from(request, wanted.list()), RepositoryPages.SIZE + 1)
        .map(rows -> {
          ObjectNode view = view(rows, wanted, caller);
          pages.addNext(view, request, wanted.list(), rows);
          return view;
        });
  }

  private VisibleRepositories.Usage usage(Wanted wanted) {
    LocalDate today = LocalDate.ofInstant(request.receivedAt(), ZoneOffset.UTC);
    return new VisibleRepositories.Usage(
        wanted.lastModified(), wanted.popularity() ? Optional.of(today) : Optional.empty());
  }

  private ObjectNode view(RowSet<Row> rows, Wanted wanted, Caller caller) {
    ObjectNode view = none();
    ArrayNode repositories = (ArrayNode) view.get("repositories");
    for (Row row : rows) {
      if (repositories.size() < RepositoryPages.SIZE) {
        repositories.add(element(row, wanted, caller));
      }
    }
    return view;
  }

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
      element.put("last_modified", row.getLong("last_modified"));
    }
    if (wanted.popularity()) {
      element.put("popularity", row.getDouble("popularity"));
    }
    if (caller instanceof Caller.User) {
      element.put("is_starred", row.getBoolean("is_starred"));
    }
    quotas.addToRepository(element, row);
    return element;
  }
}
