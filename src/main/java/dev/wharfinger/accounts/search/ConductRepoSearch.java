package dev.wharfinger.accounts.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Query;
import dev.wharfinger.platform.http.Replies;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Finds repositories, page by page. Source: contract sessions 3.5. */
@Path(Api.ROOT)
public class ConductRepoSearch {

  @Inject ApiRequest request;
  @Inject Settings settings;
  @Inject FoundRepositories repositories;
  @Inject FoundView view;

  @GET
  @Path("find/repositories")
  @ApiOperation(
      summary = "Search for repositories.",
      query = {"find_query", "find_page", "includeUsage"},
      answers = @Answer(schema = "FoundRepositoryPage"))
  public Uni<Response> conductRepoSearch() {
    Query query = request.query();
    long page =
        Math.clamp(query.integer("page", "The page.", 1), 1, settings.searchMaxResultPageCount());
    boolean usage = query.flag("includeUsage", false);
    int size = settings.searchResultsPerPage();
    long start = (page - 1) * size;
    return repositories
        .find(
            Searched.of(query.string("query").orElse(""), request.caller()),
            start,
            size + 1,
            usage
                ? Optional.of(LocalDate.ofInstant(request.receivedAt(), ZoneOffset.UTC))
                : Optional.empty())
        .map(rows ->
            Replies.ok(
                page(rows, size, usage)
                    .put("has_additional", rows.size() > size)
                    .put("page", page)
                    .put("page_size", size)
                    .put("start_index", start)));
  }

  private ObjectNode page(RowSet<Row> rows, int size, boolean usage) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode results = page.putArray("results");
    for (Row row : rows) {
      if (results.size() < size) {
        ObjectNode element = view.repository(row);
        results.add(
            usage
                ? element
                    .put("stars", row.getLong("stars"))
                    .put("popularity", row.getDouble("popularity"))
                : element);
      }
    }
    return page;
  }
}
