package dev.wharfinger.registries.immutability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Features;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.platform.sql.Pages;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.Terms;
import dev.wharfinger.repositories.repository.PolicyPlace;
import dev.wharfinger.repositories.repository.PolicyTarget;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Immutability policies, for those who may read them, and what they say of tags. Source: contract
 * repositories 4.
 */
@Singleton
public class ImmutabilityPolicyView {

  private static final String SELECT =
      """
      SELECT uuid, tag_pattern, tag_pattern_matches FROM immutability_policy
      WHERE %s AND ($2::uuid IS NULL OR uuid = $2) ORDER BY id
      """;

  /** Those of the repository and of its namespace. */
  private static final String OF_REPOSITORY =
      """
      SELECT p.tag_pattern, p.tag_pattern_matches FROM repository r JOIN immutability_policy p
        ON p.namespace = r.namespace AND (p.repository IS NULL OR p.repository = r.id)
      WHERE r.id = $1
      """;

  private final Pool pool;
  private final Vertx vertx;
  private final boolean on;

  @Inject
  ImmutabilityPolicyView(Pool pool, Vertx vertx, Features features) {
    this.pool = pool;
    this.vertx = vertx;
    this.on = features.featureImmutableTags();
  }

  /** Those of these tags that any policy makes immutable. */
  public Uni<Set<String>> immutable(RepositoryId repository, Collection<String> tags) {
    return pool.preparedQuery(OF_REPOSITORY)
        .execute(Tuple.of(repository.value()))
        .map(rows -> Pages.list(rows, row -> new Terms(row.getString(0), row.getBoolean(1))))
        .flatMap(policies ->
            policies.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : OffLoop.compute(vertx, () -> immutable(policies, tags)));
  }

  private static Set<String> immutable(List<Terms> policies, Collection<String> tags) {
    List<TagPattern> patterns =
        policies.stream().flatMap(terms -> TagPattern.of(terms).stream()).toList();
    return tags.stream()
        .filter(tag -> patterns.stream().anyMatch(pattern -> pattern.makesImmutable(tag)))
        .collect(Collectors.toSet());
  }

  /** Without FEATURE_IMMUTABLE_TAGS the page does not exist. */
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
    return JsonNodeFactory.instance
        .objectNode()
        .put("uuid", row.getUUID(0).toString())
        .put("tagPattern", row.getString(1))
        .put("tagPatternMatches", row.getBoolean(2));
  }
}
