package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ProblemType;
import dev.wharfinger.platform.outbound.OutboundAnswer;
import dev.wharfinger.platform.outbound.OutboundFailure;
import dev.wharfinger.platform.outbound.OutboundHttp;
import dev.wharfinger.platform.outbound.OutboundRequest;
import dev.wharfinger.platform.outbound.Url;
import dev.wharfinger.platform.security.RegistryTokens;
import dev.wharfinger.registries.activity.OwnRequests;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * What is done at the registry that this service issues tokens for, over the OCI distribution API,
 * with tokens that the service issues to itself. Whatever it cannot answer fails with 520. Source:
 * contract repositories 1.8.
 */
@Singleton
class AttachedRegistry {

  /** Those for manifests wait for their turns before. */
  @Bound(
      of = "requests to the attached registry at a time",
      unit = "requests",
      beyond = "503",
      test = "AttachedRegistryApiTest.refusesMoreThanItCanHold")
  static final int MOST_AT_ONCE = 16;

  private static final Logger LOG = Logger.getLogger(AttachedRegistry.class);

  private static final String MANIFESTS =
      "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.docker.distribution.manifest.list.v2+json,"
          + "application/vnd.oci.image.manifest.v1+json,"
          + "application/vnd.oci.image.index.v1+json";

  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");

  private static final ApiError NOT_ATTACHED =
      ApiError.message(501, "This service is not attached to a registry.");

  private final OutboundHttp http;
  private final RegistryTokens tokens;
  private final Optional<Url> registry;
  private final String service;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

  @Inject
  AttachedRegistry(
      OutboundHttp http, RegistryTokens tokens, Settings settings, WharfingerSettings own) {
    this.http = http;
    this.tokens = tokens;
    this.registry = own.registryUrl().map(Url::parse);
    this.service =
        own.registryServices().isEmpty()
            ? settings.serverHostname()
            : own.registryServices().iterator().next();
  }

  /** Whether there is one. */
  boolean isAttached() {
    return registry.isPresent();
  }

  /** 501 if there is none. */
  void requireAttached() {
    if (!isAttached()) {
      throw new ApiException(NOT_ATTACHED);
    }
  }

  /** Whether there is one that answers at all, whatever it answers. */
  Uni<Boolean> isReachable() {
    return registry
        .map(at ->
            http.sendToOwn(
                    OutboundRequest.get(
                        new Url(at.scheme(), at.authority(), "/v2/"), Optional.empty()))
                .replaceWith(true)
                .onFailure(OutboundFailure.class)
                .recoverWithItem(false))
        .orElseGet(() -> Uni.createFrom().item(false));
  }

  /** A manifest as it is stored. */
  record Stored(String mediaType, Buffer bytes) {}

  /** The manifest with this digest or tag; empty if there is none, or no registry. */
  Uni<Optional<Stored>> manifest(RepositoryName repository, String reference) {
    return read(repository, "/manifests/" + reference, MANIFESTS)
        .map(found ->
            found.map(
                answer -> new Stored(answer.header("Content-Type").orElse(""), answer.body())));
  }

  /** The blob with this digest; empty if there is none, or no registry. */
  Uni<Optional<Buffer>> blob(RepositoryName repository, String digest) {
    return read(repository, "/blobs/" + digest, "*/*")
        .map(found -> found.map(OutboundAnswer::body));
  }

  private Uni<Optional<OutboundAnswer>> read(
      RepositoryName repository, String path, String accepted) {
    if (registry.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return send(
            repository,
            OwnRequests.ACTOR,
            Set.of("pull"),
            path,
            (url, token) -> OutboundRequest.get(url, token, accepted))
        .map(answer ->
            switch (answer.status()) {
              case 200 -> Optional.of(answer);
              case 404 -> Optional.empty();
              default -> throw refused(answer);
            });
  }

  /**
   * Sets a tag to a manifest that the registry has.
   *
   * @param refused the answer if the registry does not take it
   */
  Uni<Void> put(RepositoryName repository, String tag, Stored manifest, ApiError refused) {
    Uni<Boolean> taken =
        TAG.matcher(tag).matches()
            ? put(repository, OwnRequests.ACTOR, tag, manifest).map(answer -> isTaken(answer))
            : Uni.createFrom().item(false);
    return taken
        .invoke(it -> {
          if (!it) {
            throw new ApiException(refused);
          }
        })
        .replaceWithVoid();
  }

  private static boolean isTaken(OutboundAnswer answer) {
    int status = answer.status();
    if (status >= 500 || status == 401 || status == 403) {
      throw refused(answer);
    }
    return status == 201;
  }

  private Uni<OutboundAnswer> put(
      RepositoryName repository, String actor, String tag, Stored manifest) {
    return send(
        repository,
        actor,
        Set.of("pull", "push"),
        "/manifests/" + tag,
        (url, token) -> OutboundRequest.put(url, token, manifest.mediaType(), manifest.bytes()));
  }

  /**
   * Deletes a tag and leaves its manifest. A registry that cannot delete tags can delete manifests
   * with all of their tags: the tag is set to an index of nothing, which no other tag has, and that
   * is deleted.
   */
  Uni<Void> untag(RepositoryName repository, String tag) {
    return delete(repository, OwnRequests.UNTAGGING, tag)
        .flatMap(answer ->
            switch (answer.status()) {
              case 202, 404 -> Uni.createFrom().voidItem();
              case 400, 405 -> replaceAndDelete(repository, tag);
              default -> throw refused(answer);
            });
  }

  private Uni<Void> replaceAndDelete(RepositoryName repository, String tag) {
    Stored nothing =
        new Stored(
            INDEX,
            Buffer.buffer(
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[],\"annotations\":{\"dev.wharfinger.deleted\":\"%s\"}}"
                    .formatted(INDEX, UUID.randomUUID())));
    return put(repository, OwnRequests.UNTAGGING, tag, nothing)
        .flatMap(answer -> {
          if (answer.status() != 201) {
            throw refused(answer);
          }
          return delete(repository, OwnRequests.UNTAGGING, ManifestDigest.of(nothing.bytes()));
        })
        .invoke(answer -> {
          if (answer.status() != 202) {
            throw refused(answer);
          }
        })
        .replaceWithVoid();
  }

  /** Deletes a manifest, with all tags that are on it. */
  Uni<Void> delete(RepositoryName repository, String digest) {
    return delete(repository, OwnRequests.ACTOR, digest)
        .invoke(answer -> {
          if (answer.status() != 202 && answer.status() != 404) {
            throw refused(answer);
          }
        })
        .replaceWithVoid();
  }

  private Uni<OutboundAnswer> delete(RepositoryName repository, String actor, String reference) {
    return send(
        repository, actor, Set.of("delete"), "/manifests/" + reference, OutboundRequest::delete);
  }

  private static Url url(Url registry, RepositoryName repository, String path) {
    return new Url(
        registry.scheme(),
        registry.authority(),
        "/v2/" + repository.namespace() + "/" + repository.name() + path);
  }

  private Uni<OutboundAnswer> send(
      RepositoryName repository,
      String actor,
      Set<String> actions,
      String path,
      BiFunction<Url, String, OutboundRequest> request) {
    Url url = url(registry.orElseThrow(() -> new ApiException(NOT_ATTACHED)), repository, path);
    return Uni.createFrom()
        .deferred(() -> {
          if (!turns.tryAcquire()) {
            throw new ApiException(ApiError.TOO_BUSY);
          }
          return ask(repository, actor, actions, token -> request.apply(url, token))
              .onTermination()
              .invoke(() -> turns.release());
        });
  }

  private Uni<OutboundAnswer> ask(
      RepositoryName repository,
      String actor,
      Set<String> actions,
      Function<String, OutboundRequest> request) {
    return tokens
        .sign(
            new RegistryTokens.Content(
                UUID.randomUUID(),
                actor,
                service,
                List.of(
                    new RegistryTokens.Access(
                        "repository", repository.namespace() + "/" + repository.name(), actions)),
                Instant.now()))
        .flatMap(token -> http.sendToOwn(request.apply("Bearer " + token)))
        .onFailure(OutboundFailure.class)
        .transform(failure -> away(Objects.toString(failure.getMessage())));
  }

  private static ApiException refused(OutboundAnswer answer) {
    return away("status " + answer.status());
  }

  private static ApiException away(String why) {
    LOG.warnf("The registry does not do what it is asked for: %s", why);
    return new ApiException(
        ApiError.problem(
            ProblemType.DOWNSTREAM_ISSUE, "The registry does not answer as expected."));
  }
}
