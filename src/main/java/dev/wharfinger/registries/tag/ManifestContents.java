package dev.wharfinger.registries.tag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.registries.activity.ManifestSize;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The contents of manifests and of the configs of images. They are asked for once and kept by their
 * digest, since they never change. Source: contract repositories 2.1 and 2.3.
 */
@Singleton
class ManifestContents {

  /** Each holds a manifest, a config and what is made of them in memory. */
  @Bound(
      of = "manifests that are asked for at the registry, or tagged there, at a time",
      unit = "manifests",
      beyond = "they wait",
      test = "AttachedRegistryApiTest.letsWhatIsTooMuchAtATimeWait")
  static final int MOST_AT_REGISTRY = 4;

  @Bound(
      of = "manifests that are read at a time",
      unit = "manifests",
      beyond = "they wait, but never for the registry",
      test = "AttachedRegistryApiTest.showsWhatIsKeptWhileTheRegistrySaysNothing")
  static final int MOST_READ = 2;

  @Bound(
      of = "wait for the turn of a manifest",
      unit = "seconds",
      beyond = "503 with Retry-After",
      test = "TurnsTest.refusesWhoWaitsTooLong")
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A value takes many times the memory of its text. */
  @Bound(
      of = "brackets, names and values in a manifest or a config",
      unit = "tokens of JSON",
      beyond = "404",
      test = "ManifestContentsTest.readsNoMoreThanItCanHold")
  static final int MOST_TOKENS = 50_000;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactories.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
              .build());

  private static final Set<String> IMAGES =
      Set.of(
          "application/vnd.docker.container.image.v1+json",
          "application/vnd.oci.image.config.v1+json");

  /** $1 the repository, $2 the digest: alive while a living tag, or an index with one, has it. */
  private static final String ALIVE =
      """
      EXISTS (
        SELECT FROM activity.tag_row t
        WHERE t.repository = $1 AND t.digest = $2 AND %1$s)
      OR EXISTS (
        SELECT FROM activity.manifest_child c JOIN activity.tag_row t
          ON t.repository = c.repository AND t.digest = c.parent
        WHERE c.repository = $1 AND c.digest = $2 AND %1$s) AS alive
      """
          .formatted(TagRows.LIVES);

  private static final String SELECT =
      "SELECT d.media_type, d.body, d.config, "
          + ALIVE
          + """
          FROM (SELECT) always LEFT JOIN activity.manifest_document d ON d.repository = $1 AND d.digest = $2
          """;

  private static final String KEEP =
      """
      INSERT INTO activity.manifest_document (repository, digest, media_type, body, config)
      SELECT r.id, $2, $3, $4, $5 FROM repository r WHERE r.id = $1 FOR KEY SHARE
      ON CONFLICT DO NOTHING
      """;

  private final Pool pool;
  private final Vertx vertx;
  private final AttachedRegistry registry;
  private final Turns registryTurns = new Turns(MOST_AT_REGISTRY, PATIENCE);

  /** Held for a moment only, whatever the registry does. */
  private final Turns readTurns = new Turns(MOST_READ, PATIENCE);

  @Inject
  ManifestContents(Pool pool, Vertx vertx, AttachedRegistry registry) {
    this.pool = pool;
    this.vertx = vertx;
    this.registry = registry;
  }

  /**
   * A manifest.
   *
   * @param text its exact bytes
   * @param config that of an image
   */
  record Content(String mediaType, String text, JsonNode manifest, Optional<JsonNode> config) {}

  private record Bytes(String mediaType, Buffer body, Optional<Buffer> config) {

    Content parsed() {
      return new Content(
          mediaType,
          body.toString(StandardCharsets.UTF_8),
          json(body),
          config.map(ManifestContents::json));
    }
  }

  /** The manifest with this digest; 404 unless it is alive. */
  Uni<Content> find(Present repository, String digest) {
    return find(
        repository.id(),
        new RepositoryName(repository.namespace().name(), repository.name()),
        digest);
  }

  /** The same of a repository with this id and name. */
  Uni<Content> find(RepositoryId repository, RepositoryName name, String digest) {
    return readTurns
        .take(kept(repository, digest))
        .flatMap(found ->
            found
                .map(content -> Uni.createFrom().item(content))
                .orElseGet(() -> registryTurns.take(fetched(repository, name, digest))));
  }

  /** Empty if it was not asked for before; 404 unless it is alive. */
  private Uni<Optional<Content>> kept(RepositoryId repository, String digest) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(repository.value(), digest))
        .map(OneRow::of)
        .flatMap(row -> {
          if (!row.getBoolean("alive")) {
            throw ApiException.notFound();
          }
          return row.getBuffer("body") == null
              ? Uni.createFrom().item(Optional.<Content>empty())
              : OffLoop.compute(vertx, () -> Optional.of(kept(row).parsed()));
        });
  }

  private Uni<Content> fetched(RepositoryId repository, RepositoryName name, String digest) {
    return fetch(name, digest)
        .call(bytes -> keep(repository, digest, bytes))
        .flatMap(bytes -> readTurns.take(OffLoop.compute(vertx, bytes::parsed)));
  }

  /** Whether what the registry has is what has this digest. */
  Uni<Boolean> isOf(AttachedRegistry.Stored manifest, String digest) {
    return OffLoop.compute(vertx, () -> ManifestDigest.isOf(manifest.bytes(), digest));
  }

  /** Whether a living tag, or an index with one, has this digest. */
  Uni<Boolean> isAlive(RepositoryId repository, String digest) {
    return pool.preparedQuery("SELECT " + ALIVE)
        .execute(Tuple.of(repository.value(), digest))
        .map(rows -> OneRow.of(rows).getBoolean("alive"));
  }

  /**
   * Sets a tag at the registry to a manifest that it has.
   *
   * @param refused the answer if the registry does not take it
   * @return what a list of tags shows of the manifest
   */
  Uni<ManifestSize> tag(RepositoryName repository, String tag, String digest, ApiError refused) {
    registry.requireAttached();
    return registryTurns.take(
        registry
            .manifest(repository, digest)
            .map(found -> found.orElseThrow(ApiException::notFound))
            .flatMap(manifest ->
                size(manifest, digest)
                    .call(_ -> registry.put(repository, tag, manifest, refused))));
  }

  private Uni<ManifestSize> size(AttachedRegistry.Stored manifest, String digest) {
    return OffLoop.compute(
        vertx,
        () -> ManifestSize.of(manifest.mediaType(), json(verified(manifest.bytes(), digest))));
  }

  private static Bytes kept(Row row) {
    return new Bytes(
        row.getString("media_type"),
        row.getBuffer("body").getDelegate(),
        Optional.ofNullable(row.getBuffer("config")).map(config -> config.getDelegate()));
  }

  private Uni<Bytes> fetch(RepositoryName repository, String digest) {
    return registry
        .manifest(repository, digest)
        .map(found -> found.orElseThrow(ApiException::notFound))
        .flatMap(stored ->
            OffLoop.compute(vertx, () -> configDigest(verified(stored.bytes(), digest)))
                .flatMap(config -> config(repository, config))
                .map(config -> new Bytes(stored.mediaType(), stored.bytes(), config)));
  }

  private Uni<Optional<Buffer>> config(RepositoryName repository, Optional<String> digest) {
    return digest
        .map(config ->
            registry
                .blob(repository, config)
                .map(found -> found.orElseThrow(ManifestContents::damaged))
                .flatMap(bytes -> OffLoop.compute(vertx, () -> verified(bytes, config)))
                .map(Optional::of))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private static Optional<String> configDigest(Buffer manifest) {
    JsonNode config = json(manifest).path("config");
    return IMAGES.contains(config.path("mediaType").asText())
        ? Optional.of(config.path("digest").asText())
        : Optional.empty();
  }

  private static Buffer verified(Buffer content, String digest) {
    if (!ManifestDigest.isOf(content, digest)) {
      throw damaged();
    }
    return content;
  }

  private Uni<Void> keep(RepositoryId repository, String digest, Bytes bytes) {
    return pool.preparedQuery(KEEP)
        .execute(
            Tuple.of(
                repository.value(),
                digest,
                bytes.mediaType(),
                bytes.body(),
                bytes.config().orElse(null)))
        .replaceWithVoid();
  }

  static JsonNode json(Buffer content) {
    try {
      JsonNode json = JSON.readTree(content.toString(StandardCharsets.UTF_8));
      if (!json.isObject()) {
        throw damaged();
      }
      return json;
    } catch (JsonProcessingException _) {
      throw damaged();
    }
  }

  /** What the registry has is not what the digest or the media type says. */
  static ApiException damaged() {
    return new ApiException(ApiError.NO_SUCH_PAGE);
  }
}
