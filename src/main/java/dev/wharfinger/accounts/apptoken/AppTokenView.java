package dev.wharfinger.accounts.apptoken;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.QuayDuration;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.ReadableSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Application-specific tokens as shown to their owners. Source: contract sessions 2.4. */
@Singleton
public class AppTokenView {

  /** Basis of the "expires soon" period, which is a tenth of it, if tokens do not expire. */
  private static final long FOUR_WEEKS = 2_419_200;

  private static final String SELECT =
      "SELECT t.id, t.uuid, t.title, t.code, t.created, t.expires, u.last_accessed"
          + " FROM app_token t LEFT JOIN vault.token_use u ON u.token = t.uuid ";

  private static final String SOON =
      " AND ($2::timestamptz IS NULL OR t.expires BETWEEN $1 AND $2) ";

  private static final String LIST =
      PageBytes.whole(SELECT + "WHERE ($3::bigint IS NULL OR t.account = $3)" + SOON, "id");

  private final Pool pool;
  private final ReadableSecrets secrets;
  private final boolean on;
  private final long soonSeconds;

  @Inject
  AppTokenView(Pool pool, ReadableSecrets secrets, Settings settings) {
    this.pool = pool;
    this.secrets = secrets;
    this.on = settings.featureAppSpecificTokens();
    long lifetime =
        settings.appSpecificTokenExpiration().map(QuayDuration::seconds).orElse(FOUR_WEEKS);
    this.soonSeconds = Math.ceilDiv(lifetime, 10L);
  }

  /** Without FEATURE_APP_SPECIFIC_TOKENS the page does not exist. */
  void requireOn() {
    if (!on) {
      throw new ApiException(ApiError.notFound());
    }
  }

  /** The tokens of a user, or of all users, in the order of their creation. */
  Uni<ObjectNode> list(Optional<AccountId> account, ApiRequest request) {
    Optional<Boolean> expiring =
        request.query().string("expiring").map(_ -> request.query().flag("expiring", false));
    Instant now = request.receivedAt();
    OffsetDateTime until = expiring.orElse(false) ? at(now.plusSeconds(soonSeconds)) : null;
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(at(now), until, account.map(AccountId::value).orElse(null)))
        .map(rows -> {
          ObjectNode page = JsonNodeFactory.instance.objectNode();
          ArrayNode tokens = page.putArray("tokens");
          rows.forEach(row -> tokens.add(view(row)));
          return page.put("only_expiring", expiring.orElse(null));
        });
  }

  /** One unexpired token of a user, with its code. */
  Uni<Optional<ObjectNode>> find(AccountId account, UUID token, Instant now) {
    return pool.preparedQuery(
            SELECT
                + "WHERE t.uuid = $1 AND t.account = $2 AND (t.expires IS NULL OR t.expires > $3)")
        .execute(Tuple.of(token, account.value(), at(now)))
        .map(rows -> OneRow.optional(rows).map(row -> withCode(row, token)));
  }

  private ObjectNode withCode(Row row, UUID token) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    String code = secrets.open(token.toString(), row.getString("code"));
    page.set("token", view(row).put("token_code", code));
    return page;
  }

  private static ObjectNode view(Row row) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("uuid", row.getUUID("uuid").toString())
        .put("title", row.getString("title"))
        .put("last_accessed", time(row.getOffsetDateTime("last_accessed")))
        .put("created", time(row.getOffsetDateTime("created")))
        .put("expiration", time(row.getOffsetDateTime("expires")));
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String time(@Nullable OffsetDateTime time) {
    return time == null ? null : Dates.rfc2822(time.toInstant());
  }
}
