package dev.wharfinger.repositories.autoprune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.repository.PolicyPlace;
import dev.wharfinger.repositories.repository.PolicyTarget;
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

  /** All policies, in the order of their creation. */
  Uni<ObjectNode> list(ApiRequest request, PolicyTarget target) {
    requireOn();
    return PolicyPlace.list(pool, request, target, owner -> policies(owner, null));
  }

  /** One of the policies. */
  Uni<ObjectNode> one(ApiRequest request, PolicyTarget target, String policy) {
    requireOn();
    return PolicyPlace.one(pool, request, target, policy, this::policies);
  }

  private Uni<ArrayNode> policies(PolicyPlace.Owner owner, @Nullable UUID policy) {
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
