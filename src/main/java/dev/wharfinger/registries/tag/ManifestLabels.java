package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The labels of manifests: those that images carry, which the registry has, and those that were
 * added. Source: contract repositories 2.2.
 */
@Singleton
class ManifestLabels {

  private static final String ADDED =
      "SELECT uuid, key, value, media_type FROM manifest_label"
          + " WHERE repository = $1 AND digest = $2 ORDER BY id";

  private final Pool pool;
  private final Vertx vertx;
  private final AttachedRegistry registry;
  private final ManifestContents contents;

  @Inject
  ManifestLabels(Pool pool, Vertx vertx, AttachedRegistry registry, ManifestContents contents) {
    this.pool = pool;
    this.vertx = vertx;
    this.registry = registry;
    this.contents = contents;
  }

  /** All in the order in which they came; 404 unless the manifest is alive. */
  Uni<List<ManifestLabel>> of(Present repository, String digest) {
    return carried(repository, digest)
        .flatMap(carried ->
            pool.preparedQuery(ADDED)
                .execute(Tuple.of(repository.id().value(), digest))
                .map(rows -> {
                  List<ManifestLabel> labels = new ArrayList<>(carried);
                  rows.forEach(row ->
                      labels.add(
                          new ManifestLabel(
                              row.getUUID("uuid"),
                              row.getString("key"),
                              row.getString("value"),
                              row.getString("media_type"),
                              false)));
                  return labels;
                }));
  }

  /** The one with this id; 404 if there is none. */
  Uni<ManifestLabel> find(Present repository, String digest, UUID id) {
    return of(repository, digest)
        .map(labels ->
            labels.stream()
                .filter(label -> label.id().equals(id))
                .findFirst()
                .orElseThrow(ApiException::notFound));
  }

  /** Fails with 404 unless the manifest is alive. */
  Uni<Void> requireAlive(Present repository, String digest) {
    return contents
        .isAlive(repository.id(), digest)
        .invoke(alive -> {
          if (!alive) {
            throw ApiException.notFound();
          }
        })
        .replaceWithVoid();
  }

  /** Without a registry nothing is known of what images carry. */
  private Uni<List<ManifestLabel>> carried(Present repository, String digest) {
    return registry.isAttached()
        ? contents
            .find(repository, digest)
            .flatMap(
                content -> OffLoop.compute(vertx, () -> ManifestLabel.carried(digest, content)))
        : requireAlive(repository, digest).replaceWith(List.of());
  }
}
