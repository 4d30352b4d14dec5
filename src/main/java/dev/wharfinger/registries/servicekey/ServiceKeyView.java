package dev.wharfinger.registries.servicekey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.user.UserView;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.id.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A service key as superusers see it. Source: contract superuser 1.3. */
@Singleton
public class ServiceKeyView {

  private static final String SELECT =
      """
      SELECT kid, name, service, jwk, creator, creator_ip, created, expires,
             approval_type, approver, approved, %s AS notes, %s AS metadata
      FROM service_key WHERE (expires IS NULL OR expires >= $1)
      """
          .formatted(PageBytes.shortened("notes"), PageBytes.emptied("metadata"));

  private static final String ONE = SELECT + " AND kid = $2";
  private static final String ALL = SELECT + " ORDER BY id";

  private final Pool pool;
  private final UserView users;

  @Inject
  ServiceKeyView(Pool pool, UserView users) {
    this.pool = pool;
    this.users = users;
  }

  /** All keys except those that expired long ago, in the order of their creation. */
  Uni<List<ObjectNode>> all(Terms terms) {
    return pool.preparedQuery(ALL)
        .execute(Tuple.of(Terms.at(terms.expiredBefore())))
        .flatMap(this::render);
  }

  /** The key with this kid, which must exist. */
  Uni<ObjectNode> one(String kid, Terms terms) {
    return pool.preparedQuery(ONE)
        .execute(Tuple.of(Terms.at(terms.expiredBefore()), kid))
        .flatMap(this::render)
        .map(found -> {
          if (found.isEmpty()) {
            throw new ApiException(ApiError.notFound());
          }
          return found.getFirst();
        });
  }

  private Uni<List<ObjectNode>> render(RowSet<Row> found) {
    List<Row> rows = StreamSupport.stream(found.spliterator(), false).toList();
    Set<AccountId> approvers =
        rows.stream()
            .map(row -> row.getLong("approver"))
            .filter(Objects::nonNull)
            .map(AccountId::new)
            .collect(Collectors.toSet());
    return users
        .find(approvers)
        .map(views -> rows.stream().map(row -> render(row, views)).toList());
  }

  private static ObjectNode render(Row row, Map<AccountId, ObjectNode> approvers) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("kid", row.getString("kid"))
            .put("name", row.getString("name"))
            .put("service", row.getString("service"))
            .putPOJO("jwk", ((JsonObject) row.getJson("jwk")).getMap())
            .putPOJO("metadata", metadata(row))
            .put("created_date", date(row, "created"))
            .put("expiration_date", date(row, "expires"))
            .putNull("rotation_duration");
    if (row.getOffsetDateTime("approved") == null) {
      return view.putNull("approval");
    }
    ObjectNode approval =
        view.putObject("approval")
            .put("approval_type", row.getString("approval_type"))
            .put("approved_date", date(row, "approved"));
    AccountId approver = AccountId.ofNullable(row.getLong("approver"));
    approval.set("approver", approver == null ? null : approvers.get(approver));
    approval.put("notes", row.getString("notes"));
    return view;
  }

  /** The creator is stored separately, because the client's metadata may use the same key. */
  private static Map<String, Object> metadata(Row row) {
    JsonObject metadata = new JsonObject();
    if (row.getString("creator") != null) {
      metadata.put("creator", row.getString("creator")).put("ip", row.getString("creator_ip"));
    }
    return metadata.mergeIn((JsonObject) row.getJson("metadata")).getMap();
  }

  private static @Nullable String date(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : Dates.http(time.toInstant());
  }
}
