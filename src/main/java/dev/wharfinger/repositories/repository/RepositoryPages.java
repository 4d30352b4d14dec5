package dev.wharfinger.repositories.repository;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PageToken;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Keyset pagination of lists of repositories, by their ids. Source: contract common 7. */
@Singleton
class RepositoryPages {

  @Bound(
      of = "page of repositories",
      unit = "items",
      beyond = "the page ends, with next_page",
      test = "ListReposApiTest.givesAHundredAtATime")
  static final int SIZE = 100;

  private static final String FROM = "from";

  private final PageToken tokens;

  @Inject
  RepositoryPages(PageToken tokens) {
    this.tokens = tokens;
  }

  /**
   * The id that the requested page begins with.
   *
   * @param list the list that page tokens are valid for
   */
  long from(ApiRequest request, String list) {
    return request
        .query()
        .string("next_page")
        .flatMap(token -> tokens.open(list, token, request.receivedAt()))
        .map(state -> state.path(FROM).asLong(0))
        .orElse(0L);
  }

  /**
   * Adds the token of the next page to a page, if there is one.
   *
   * @param rows one more than a page if there are as many; the column {@code found} says how many
   *     there were
   */
  void addNext(ObjectNode page, ApiRequest request, String list, RowSet<Row> rows) {
    long next = next(rows);
    if (next > 0) {
      ObjectNode state = JsonNodeFactory.instance.objectNode().put(FROM, next);
      page.put("next_page", tokens.seal(list, state, request.receivedAt()));
    }
  }

  private static long next(RowSet<Row> rows) {
    long last = 0;
    long found = 0;
    for (Row row : rows) {
      last = row.getLong("id");
      found = row.getLong("found");
    }
    if (rows.size() > SIZE) {
      return last;
    }
    return found > rows.size() ? last + 1 : 0;
  }
}
