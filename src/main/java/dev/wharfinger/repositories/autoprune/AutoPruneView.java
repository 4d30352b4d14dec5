package dev.wharfinger.repositories.autoprune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The policies of an account, for those who may read them. Source: contract sessions 3.7. */
@Singleton
public class AutoPruneView {

  private static final String SELECT =
      "SELECT uuid, method, value, tag_pattern, tag_pattern_matches FROM autoprune_policy"
          + " WHERE namespace = $1 AND ($2::uuid IS NULL OR uuid = $2) ORDER BY id";

  private final Pool pool;
  private final boolean on;

  @Inject
  AutoPruneView(Pool pool, Settings settings) {
    this.pool = pool;
    this.on = settings.featureAutoPrune();
  }

  /** Without FEATURE_AUTO_PRUNE the page does not exist. */
  void requireOn() {
    if (!on) {
      throw new ApiException(ApiError.notFound());
    }
  }

  /**
   * All policies of an account, in the order of their creation; none if there is no such account.
   */
  Uni<ObjectNode> list(ApiRequest request, Optional<String> name) {
    return find(request, name, null)
        .map(policies -> {
          ObjectNode page = JsonNodeFactory.instance.objectNode();
          page.set("policies", policies);
          return page;
        });
  }

  /** One of the policies. */
  Uni<ObjectNode> one(ApiRequest request, Optional<String> name, Optional<UUID> policy) {
    return find(request, name, policy.orElse(new UUID(0, 0)))
        .map(policies -> {
          if (policies.isEmpty()) {
            throw new ApiException(ApiError.notFound());
          }
          return (ObjectNode) policies.get(0);
        });
  }

  private Uni<ArrayNode> find(ApiRequest request, Optional<String> name, @Nullable UUID policy) {
    requireOn();
    Caller.User caller = request.requireUser();
    return AutoPrunePlace.load(pool, name, caller)
        .flatMap(place -> {
          boolean reads =
              place.administers(caller, name.isEmpty())
                  || (caller.readOnlySuperuser() && name.isPresent());
          if (!reads) {
            throw new ApiException(ApiError.denied(caller));
          }
          return switch (place) {
            case AutoPrunePlace.Missing _ ->
                Uni.createFrom().item(JsonNodeFactory.instance.arrayNode());
            case AutoPrunePlace.Present present -> policies(present.id(), policy);
          };
        });
  }

  private Uni<ArrayNode> policies(AccountId account, @Nullable UUID policy) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(account.value(), policy))
        .map(rows -> {
          ArrayNode policies = JsonNodeFactory.instance.arrayNode();
          rows.forEach(row -> policies.add(view(row)));
          return policies;
        });
  }

  private static ObjectNode view(Row row) {
    Method method = Method.of(row.getString(1));
    return JsonNodeFactory.instance
        .objectNode()
        .put("uuid", row.getUUID(0).toString())
        .put("method", method.word())
        .putPOJO("value", AutoPruneProjector.value(method, row.getString(2)))
        .put("tagPattern", row.getString(3))
        .put("tagPatternMatches", row.getBoolean(4));
  }
}
