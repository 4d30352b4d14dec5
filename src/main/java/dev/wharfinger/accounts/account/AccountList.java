package dev.wharfinger.accounts.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.account.Account;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.platform.http.Query;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.quota.QuotaColumns;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * The superusers' lists of accounts: with keyset pagination, and complete if no limit is requested.
 * Source: contract superuser 2.5 and 3.1, common 7.
 */
@Singleton
public class AccountList {

  private static final String LIMIT_HELP =
      "Limit to the number of results to return per page. Max 100.";

  @Bound(
      of = "limit of a page of users or organizations",
      unit = "items",
      beyond = "400",
      test = "AccountListApiTest.wantsALimitFromOneToAHundred")
  private static final int MAX_LIMIT = 100;

  /** Rows read at a time for a whole list. */
  private static final int CHUNK = 500;

  private static final String QUOTAS =
      "SELECT n.id, " + QuotaColumns.COLUMNS + " FROM namespace n WHERE n.id = ANY($1)";

  private final Pool pool;
  private final PageToken tokens;
  private final QuotaColumns quotas;

  @Inject
  AccountList(Pool pool, PageToken tokens, QuotaColumns quotas) {
    this.pool = pool;
    this.tokens = tokens;
    this.quotas = quotas;
  }

  /**
   * The parameters of a request.
   *
   * @param limit rows of a page; empty for the whole list
   * @param from the first id of the page
   * @param name the only requested account; empty for all
   */
  public record Wanted(
      String kind,
      String key,
      boolean disabledToo,
      OptionalLong limit,
      long from,
      Optional<String> name) {

    /** The same, restricted to one name if given; an empty name is treated as absent. */
    public Wanted named(Optional<String> wanted) {
      return new Wanted(
          kind, key, disabledToo, limit, from, wanted.filter(text -> !text.isEmpty()));
    }

    private Uni<List<Account>> accounts(long begin, int size) {
      return name.map(it -> Account.named(it, kind, disabledToo, begin))
          .orElseGet(() -> Account.page(kind, disabledToo, begin, size));
    }
  }

  /**
   * Parses the query of a list for callers with superuser read access. A {@code limit} that is not
   * a number is refused before the permission check, one out of range after it.
   */
  public Wanted wanted(ApiRequest request, Caller.User caller, String kind, String key) {
    Query query = request.query();
    OptionalLong limit = query.integer("limit", LIMIT_HELP);
    if (!caller.superuser() && !caller.readOnlySuperuser()) {
      throw new ApiException(ApiError.denied(caller));
    }
    if (limit.isPresent() && limit.getAsLong() > MAX_LIMIT) {
      throw new ApiException(ApiError.invalidRequest("Page limit cannot be above " + MAX_LIMIT));
    }
    if (limit.isPresent() && limit.getAsLong() < 1) {
      throw new ApiException(ApiError.invalidRequest("Page limit must be at least 1"));
    }
    long from =
        limit.isEmpty()
            ? 0
            : query
                .string("next_page")
                .flatMap(token -> tokens.open(key, token, request.receivedAt()))
                .map(state -> state.path("from").asLong(0))
                .orElse(0L);
    return new Wanted(kind, key, query.flag("disabled", true), limit, from, Optional.empty());
  }

  /** Streams the list; {@code view} renders an account without its quota keys. */
  public RestMulti<byte[]> stream(Wanted wanted, Instant now, Function<Account, ObjectNode> view) {
    int size = wanted.limit().isPresent() ? (int) wanted.limit().getAsLong() : CHUNK;
    return RestMulti.fromUniResponse(
        slice(wanted, wanted.from(), size, view),
        first ->
            Multi.createBy()
                .concatenating()
                .streams(
                    Multi.createFrom().item(text("{\"" + wanted.key() + "\": [")),
                    elements(wanted, size, view, first),
                    Multi.createFrom().item(text("]" + nextPage(wanted, first, now) + "}\n"))),
        _ -> Map.of("Content-Type", List.of("application/json")));
  }

  /** Some rendered accounts, and the id with which the next slice begins. */
  private record Slice(List<ObjectNode> views, OptionalLong next) {}

  private Multi<byte[]> elements(
      Wanted wanted, int size, Function<Account, ObjectNode> view, Slice first) {
    Multi<byte[]> begin = Multi.createFrom().item(lines(first, true));
    if (wanted.limit().isPresent() || first.next().isEmpty()) {
      return begin;
    }
    Multi<byte[]> rest =
        Multi.createBy()
            .repeating()
            .uni(
                () -> new AtomicLong(first.next().getAsLong()),
                next ->
                    slice(wanted, next.get(), size, view)
                        .invoke(slice -> slice.next().ifPresent(next::set)))
            .whilst(slice -> slice.next().isPresent())
            .map(slice -> lines(slice, false));
    return Multi.createBy().concatenating().streams(begin, rest);
  }

  private Uni<Slice> slice(Wanted wanted, long from, int size, Function<Account, ObjectNode> view) {
    return wanted
        .accounts(from, size + 1)
        .flatMap(accounts -> {
          List<Account> shown = accounts.subList(0, Math.min(size, accounts.size()));
          OptionalLong next =
              accounts.size() > size
                  ? OptionalLong.of(accounts.getLast().id)
                  : OptionalLong.empty();
          return quotasOf(shown)
              .map(rows ->
                  new Slice(
                      shown.stream()
                          .map(account -> withQuota(view.apply(account), account, rows))
                          .toList(),
                      next));
        });
  }

  private ObjectNode withQuota(ObjectNode view, Account account, Map<Long, Row> rows) {
    Row row = rows.get(account.id);
    if (row != null) {
      quotas.addTo(view, row);
    }
    return view;
  }

  private Uni<Map<Long, Row>> quotasOf(List<Account> accounts) {
    return pool.preparedQuery(QUOTAS)
        .execute(Tuple.of(accounts.stream().map(account -> account.id).toArray(Long[]::new)))
        .map(rows -> {
          Map<Long, Row> byId = new HashMap<>();
          rows.forEach(row -> byId.put(row.getLong("id"), row));
          return byId;
        });
  }

  private String nextPage(Wanted wanted, Slice slice, Instant now) {
    if (wanted.limit().isEmpty() || slice.next().isEmpty()) {
      return "";
    }
    ObjectNode state = JsonNodeFactory.instance.objectNode().put("from", slice.next().getAsLong());
    return ", \"next_page\": \"" + tokens.seal(wanted.key(), state, now) + "\"";
  }

  private static byte[] lines(Slice slice, boolean first) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    boolean comma = !first;
    for (ObjectNode view : slice.views()) {
      if (comma) {
        lines.write(',');
      }
      comma = true;
      lines.writeBytes(Json.line(view));
    }
    return lines.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
