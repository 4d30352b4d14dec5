package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token of an application, without its text. Source: contract neighbours 1.5. */
@Singleton
public class ApplicationTokenView {

  @Bound(
      of = "page of an application's tokens",
      unit = "items",
      beyond = "the page ends, with next_page",
      test = "ApplicationTokensApiTest.pagesByFifty")
  private static final int PAGE = 50;

  private static final String SELECT =
      """
      SELECT t.id, t.uuid, t.name, t.scope, t.expires, t.created, n.name AS created_by,
             u.last_accessed
      FROM access_token t JOIN namespace n ON n.id = t.account
      LEFT JOIN vault.token_use u ON u.token = t.uuid
      """;

  private final Pool pool;
  private final PageToken pages;

  @Inject
  ApplicationTokenView(Pool pool, PageToken pages) {
    this.pool = pool;
    this.pages = pages;
  }

  /** The unexpired tokens of an application, newest first, 50 per page. */
  Uni<ObjectNode> page(long application, Optional<String> page, Instant now) {
    long before =
        page.flatMap(token -> pages.open(list(application), token, now))
            .map(state -> state.path("before").asLong(Long.MAX_VALUE))
            .orElse(Long.MAX_VALUE);
    return pool.preparedQuery(
            SELECT
                + "WHERE t.application = $1 AND t.id < $2 AND t.expires > $3"
                + " ORDER BY t.id DESC LIMIT $4")
        .execute(Tuple.of(application, before, now.atOffset(ZoneOffset.UTC), PAGE + 1))
        .map(rows -> {
          List<Row> found = new ArrayList<>(PAGE + 1);
          rows.forEach(found::add);
          return page(application, found, now);
        });
  }

  /** One token; empty if it was revoked meanwhile. */
  Uni<Optional<ObjectNode>> find(UUID token) {
    return pool.preparedQuery(SELECT + "WHERE t.uuid = $1")
        .execute(Tuple.of(token))
        .map(rows -> OneRow.optional(rows).map(row -> view(row)));
  }

  private ObjectNode page(long application, List<Row> rows, Instant now) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode tokens = page.putArray("tokens");
    rows.stream().limit(PAGE).forEach(row -> tokens.add(view(row)));
    if (rows.size() > PAGE) {
      long last = rows.get(PAGE - 1).getLong("id");
      ObjectNode state = JsonNodeFactory.instance.objectNode().put("before", last);
      page.put("next_page", pages.seal(list(application), state, now));
    }
    return page;
  }

  private static String list(long application) {
    return "tokens of " + application;
  }

  private static ObjectNode view(Row row) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("uuid", row.getUUID("uuid").toString())
        .put("name", row.getString("name"))
        .put("scope", row.getString("scope"))
        .put("expires_at", time(row.getOffsetDateTime("expires")))
        .put("created", time(row.getOffsetDateTime("created")))
        .put("created_by", row.getString("created_by"))
        .put("last_accessed", time(row.getOffsetDateTime("last_accessed")));
  }

  private static @Nullable String time(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant().toString();
  }
}
