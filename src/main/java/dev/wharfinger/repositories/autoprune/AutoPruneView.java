package dev.wharfinger.repositories.autoprune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The policies of an account, for those who may read them. Source: contract sessions 3.7. */
@Singleton
public class AutoPruneView {

  private static final String SELECT =
      """
      SELECT uuid, method, value, tag_pattern, tag_pattern_matches FROM autoprune_policy
      WHERE %s AND ($2::uuid IS NULL OR uuid = $2) ORDER BY id
      """;

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
      throw ApiException.notFound();
    }
  }

  /** All policies, in the order of their creation; none of an account that does not exist. */
  Uni<ObjectNode> list(ApiRequest request, AutoPruneTarget target) {
    return find(request, target, null)
        .map(policies -> {
          ObjectNode page = JsonNodeFactory.instance.objectNode();
          page.set("policies", policies);
          return page;
        });
  }

  /** One of the policies. */
  Uni<ObjectNode> one(ApiRequest request, AutoPruneTarget target, String policy) {
    return find(request, target, PathId.uuid(policy).orElse(new UUID(0, 0)))
        .map(policies -> {
          if (policies.isEmpty()) {
            throw ApiException.notFound();
          }
          return (ObjectNode) policies.get(0);
        });
  }

  private Uni<ArrayNode> find(ApiRequest request, AutoPruneTarget target, @Nullable UUID policy) {
    requireOn();
    Caller.User caller = request.requireUser();
    return AutoPrunePlace.load(pool, target, caller)
        .flatMap(place -> {
          if (!place.reads()) {
            throw new ApiException(ApiError.denied(caller));
          }
          if (place.owner().isEmpty() && target instanceof AutoPruneTarget.OfRepository) {
            throw ApiException.notFound();
          }
          return place
              .owner()
              .map(owner -> policies(owner, policy))
              .orElseGet(() -> Uni.createFrom().item(JsonNodeFactory.instance.arrayNode()));
        });
  }

  private Uni<ArrayNode> policies(AutoPrunePlace.Owner owner, @Nullable UUID policy) {
    return pool.preparedQuery(SELECT.formatted(owner.policies()))
        .execute(Tuple.of(owner.id(), policy))
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
