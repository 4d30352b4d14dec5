package dev.wharfinger.repositories.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Lists the repositories that the user has starred, also those that the user can no longer read.
 * Source: contract repositories 5.
 */
@Path(Api.ROOT)
public class ListStarredRepos {

  private static final String LIST = "starred";

  private static final String SELECT =
      PageBytes.fitting(
          """
          SELECT r.id, n.name AS namespace, r.name, r.description, r.is_public
          FROM repository_star s JOIN repository r ON r.id = s.repository
          JOIN namespace n ON n.id = r.namespace
          WHERE s.account = $1 AND s.repository >= $2 ORDER BY s.repository LIMIT $3
          """,
          "description",
          "id");

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject RepositoryPages pages;

  @GET
  @Path("user/starred")
  @ApiOperation(
      summary = "List the repositories that the current user has starred.",
      scope = Scope.USER_ADMIN,
      tag = "user",
      query = "next_page",
      answers = @Answer(schema = "StarredRepositoryList"))
  public Uni<Response> listStarredRepos() {
    Caller.User caller = request.requireUserInScope();
    return pool.preparedQuery(SELECT)
        .execute(
            Tuple.of(caller.account().value(), pages.from(request, LIST), RepositoryPages.SIZE + 1))
        .map(rows -> Replies.ok(view(rows)));
  }

  private ObjectNode view(RowSet<Row> rows) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    ArrayNode repositories = view.putArray("repositories");
    for (Row row : rows) {
      if (repositories.size() < RepositoryPages.SIZE) {
        repositories
            .addObject()
            .put("namespace", row.getString("namespace"))
            .put("name", row.getString("name"))
            .put("description", row.getString("description"))
            .put("is_public", row.getBoolean("is_public"));
      }
    }
    pages.addNext(view, request, LIST, rows);
    return view;
  }
}
