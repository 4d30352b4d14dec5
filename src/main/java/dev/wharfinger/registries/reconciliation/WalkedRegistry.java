package dev.wharfinger.registries.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.platform.outbound.OutboundAnswer;
import dev.wharfinger.platform.outbound.OutboundHttp;
import dev.wharfinger.platform.outbound.OutboundRequest;
import dev.wharfinger.platform.outbound.Url;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.platform.security.RegistryTokens;
import dev.wharfinger.registries.activity.OwnRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the attached registry has, page by page, with a pause after each request. It is only
 * believed to lack something if it says so in the words of the OCI distribution specification: a
 * proxy in front of it says 404 as well.
 */
@Singleton
class WalkedRegistry {

  /** Of repositories or tags. */
  static final int PAGE = 1_000;

  @Bound(
      of = "brackets, names and values in what a walk reads of the registry",
      unit = "tokens of JSON",
      beyond = "the repository is left out and counted",
      test = "WalkedRegistryTest.readsNoMoreThanItCanHold")
  static final int MOST_TOKENS = 250_000;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactories.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
              .build());

  private static final String MANIFESTS =
      "application/vnd.oci.image.manifest.v1+json,application/vnd.oci.image.index.v1+json,"
          + "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.docker.distribution.manifest.list.v2+json,"
          + "application/vnd.docker.distribution.manifest.v1+prettyjws";

  private static final Set<Integer> NOT_OFFERED = Set.of(401, 403, 404, 405, 501);

  private final OutboundHttp http;
  private final RegistryTokens tokens;
  private final Vertx vertx;
  private final Optional<Url> registry;
  private final String service;
  private final Duration pause;

  @Inject
  WalkedRegistry(
      OutboundHttp http,
      RegistryTokens tokens,
      Vertx vertx,
      Settings settings,
      WharfingerSettings own) {
    this.http = http;
    this.tokens = tokens;
    this.vertx = vertx;
    boolean isOnly = own.registryServices().size() <= 1;
    this.registry = own.registryUrl().filter(_ -> isOnly).map(Url::parse);
    this.service =
        own.registryServices().isEmpty()
            ? settings.serverHostname()
            : own.registryServices().iterator().next();
    this.pause = Duration.ofMillis(own.reconciliationPauseMilliseconds());
  }

  /**
   * Whether there is one, and no other: what another one reported would be taken for what this one
   * has lost.
   */
  boolean isAttached() {
    return registry.isPresent();
  }

  /** The registry does not answer as the specification says. */
  static final class Unusable extends RuntimeException {
    Unusable(String reason) {
      super(reason, null, false, false);
    }
  }

  /** A page of names. */
  record Page(List<String> names, boolean isLast) {}

  /** A manifest that it has, and when it was asked, by its own clock. */
  record Stored(String digest, String mediaType, JsonNode manifest) {}

  /** What it said when it was asked for something; empty if it does not have it. */
  record Looked<T>(Optional<T> found, Instant at) {}

  /** Names of repositories after one; empty if it does not list them. */
  Uni<Optional<Page>> repositories(String after) {
    return get(
            new RegistryTokens.Access("registry", "catalog", Set.of("*")),
            "/v2/_catalog?n=" + PAGE + last(after),
            "application/json")
        .flatMap(answer ->
            NOT_OFFERED.contains(answer.status())
                ? Uni.createFrom().item(Optional.<Page>empty())
                : page(answer, "repositories").map(Optional::of));
  }

  /** Tags of a repository after one; none if it does not have the repository. */
  Uni<Page> tags(String repository, String after) {
    return get(
            pull(repository),
            "/v2/" + repository + "/tags/list?n=" + PAGE + last(after),
            "application/json")
        .flatMap(answer ->
            isMissing(answer)
                ? Uni.createFrom().item(new Page(List.of(), true))
                : page(answer, "tags"));
  }

  /** The manifest with this tag or digest. */
  Uni<Looked<Stored>> manifest(String repository, String reference) {
    return get(pull(repository), "/v2/" + repository + "/manifests/" + reference, MANIFESTS)
        .flatMap(answer -> {
          if (isMissing(answer)) {
            return Uni.createFrom().item(new Looked<>(Optional.<Stored>empty(), at(answer)));
          }
          require(answer);
          return OffLoop.compute(
              vertx, () -> new Looked<>(Optional.of(stored(answer)), at(answer)));
        });
  }

  /** The size of a blob in bytes. */
  Uni<Looked<Long>> blobSize(String repository, String digest) {
    return ask(pull(repository), "/v2/" + repository + "/blobs/" + digest, OutboundRequest::head)
        .map(answer ->
            new Looked<>(
                answer.status() == 200
                    ? answer.header("Content-Length").flatMap(WalkedRegistry::size)
                    : Optional.empty(),
                at(answer)));
  }

  private static Optional<Long> size(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static RegistryTokens.Access pull(String repository) {
    return new RegistryTokens.Access("repository", repository, Set.of("pull"));
  }

  private static String last(String after) {
    return after.isEmpty() ? "" : "&last=" + after;
  }

  private Uni<Page> page(OutboundAnswer answer, String list) {
    require(answer);
    return OffLoop.compute(
        vertx,
        () -> {
          List<String> names = new ArrayList<>();
          parse(answer.body()).path(list).forEach(name -> names.add(name.asText()));
          return new Page(names, answer.header("Link").isEmpty() || names.isEmpty());
        });
  }

  private static Stored stored(OutboundAnswer answer) {
    String type = answer.header("Content-Type").orElse("");
    return new Stored(
        answer.header("Docker-Content-Digest").orElseGet(() -> sha256(answer.body())),
        type,
        parse(answer.body()));
  }

  private static String sha256(Buffer body) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it says that there is no such repository, manifest or blob. */
  static boolean isMissing(OutboundAnswer answer) {
    if (answer.status() != 404) {
      return false;
    }
    String code = parse(answer.body()).path("errors").path(0).path("code").asText();
    if (!code.equals("NAME_UNKNOWN") && !code.equals("MANIFEST_UNKNOWN")) {
      throw new Unusable("status 404 without a code of the specification");
    }
    return true;
  }

  private static void require(OutboundAnswer answer) {
    if (answer.status() != 200) {
      throw new Unusable("status " + answer.status());
    }
  }

  /** Fails unless it is an object. */
  static JsonNode parse(Buffer body) {
    try {
      JsonNode json = JSON.readTree(body.toString(StandardCharsets.UTF_8));
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException _) {
      throw new Unusable("what it answers cannot be read");
    }
    throw new Unusable("what it answers is no object");
  }

  /**
   * When the registry looked, by its own clock, as its reports are; cut to the second, so that it
   * is never later than a report of what happened afterwards.
   */
  static Instant at(OutboundAnswer answer) {
    try {
      return answer
          .header("Date")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElseGet(Instant::now);
    } catch (DateTimeException _) {
      return Instant.now();
    }
  }

  private Uni<OutboundAnswer> get(RegistryTokens.Access access, String target, String accepted) {
    return ask(
        access, target, (url, token) -> OutboundRequest.get(url, token.orElseThrow(), accepted));
  }

  private interface Asked {
    OutboundRequest of(Url url, Optional<String> token);
  }

  private Uni<OutboundAnswer> ask(RegistryTokens.Access access, String target, Asked asked) {
    Url at = registry.orElseThrow(() -> new Unusable("there is no registry"));
    Url url = new Url(at.scheme(), at.authority(), target);
    Uni<OutboundAnswer> answer =
        tokens
            .sign(
                new RegistryTokens.Content(
                    UUID.randomUUID(), OwnRequests.ACTOR, service, List.of(access), Instant.now()))
            .flatMap(token -> http.sendToOwn(asked.of(url, Optional.of("Bearer " + token))));
    return pause.isZero() ? answer : answer.onItem().delayIt().by(pause);
  }
}
