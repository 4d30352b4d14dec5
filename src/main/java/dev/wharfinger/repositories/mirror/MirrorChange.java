package dev.wharfinger.repositories.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.mirror.MirrorEvent.Connection;
import dev.wharfinger.repositories.mirror.MirrorEvent.Credential;
import dev.wharfinger.repositories.mirror.MirrorEvent.Part;
import dev.wharfinger.repositories.mirror.MirrorEvent.Place;
import dev.wharfinger.repositories.mirror.MirrorEvent.Proxy;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorChanged;
import dev.wharfinger.repositories.mirror.MirrorEvent.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request sets of a mirror.
 *
 * @param body a {@link WantedMirror}
 * @param sealedPassword null for none
 * @param sealedFor the context that it is bound to
 * @param address why the reference's host may not be asked, if so; names resolve differently from
 *     one moment to the next, so the result is part of the command
 * @param sparseIndexes FEATURE_SPARSE_INDEX
 */
record MirrorChange(
    CheckedBody body,
    @Nullable String sealedPassword,
    UUID sealedFor,
    Optional<MirrorRejection> address,
    boolean sparseIndexes) {

  private static final Settings NOTHING =
      new Settings(
          true,
          "",
          null,
          null,
          new Connection(null, null, null),
          List.of(),
          1,
          Instant.EPOCH,
          1,
          List.of());

  WantedMirror wanted() {
    return new WantedMirror(body.json());
  }

  /** The settings of a new mirror. */
  Settings settings(UUID key) {
    Settings settings = NOTHING;
    for (Part part : parts()) {
      settings = with(part, settings, key);
    }
    return settings;
  }

  /** An event for each part that is set, in the order of Quay's usage logs. */
  List<RepositoryMirrorChanged> events(Place place, Settings before, UUID key) {
    List<RepositoryMirrorChanged> events = new ArrayList<>();
    Settings settings = before;
    for (Part part : parts()) {
      settings = with(part, settings, key);
      events.add(new RepositoryMirrorChanged(place, part, settings));
    }
    return events;
  }

  private Set<Part> parts() {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (Part part : Part.values()) {
      if (isSet(part)) {
        parts.add(part);
      }
    }
    return parts;
  }

  private boolean isSet(Part part) {
    WantedMirror wanted = wanted();
    JsonNode connection = wanted.body().path(WantedMirror.CONNECTION);
    return switch (part) {
      case IS_ENABLED -> wanted.has("is_enabled");
      case EXTERNAL_REFERENCE -> wanted.has(WantedMirror.REFERENCE);
      case EXTERNAL_REGISTRY_USERNAME -> wanted.has(WantedMirror.USERNAME);
      case EXTERNAL_REGISTRY_PASSWORD -> wanted.has(WantedMirror.PASSWORD);
      case VERIFY_TLS -> connection.has("verify_tls");
      case UNSIGNED_IMAGES -> connection.has("unsigned_images");
      case HTTP_PROXY -> connection.path("proxy").has("http_proxy");
      case HTTPS_PROXY -> connection.path("proxy").has("https_proxy");
      case NO_PROXY -> connection.path("proxy").has("no_proxy");
      case SYNC_INTERVAL -> wanted.has("sync_interval");
      case SYNC_START_DATE -> wanted.has(WantedMirror.START);
      case MIRROR_RULE -> wanted.has("root_rule");
      case SKOPEO_TIMEOUT_INTERVAL -> wanted.has("skopeo_timeout_interval");
      case ARCHITECTURE_FILTER -> wanted.has(WantedMirror.FILTER);
    };
  }

  private Settings with(Part part, Settings now, UUID key) {
    WantedMirror wanted = wanted();
    return new Settings(
        part == Part.IS_ENABLED ? wanted.body().get("is_enabled").booleanValue() : now.enabled(),
        part == Part.EXTERNAL_REFERENCE ? wanted.value(WantedMirror.REFERENCE) : now.reference(),
        part == Part.EXTERNAL_REGISTRY_USERNAME
            ? wanted
                .textOrNull(WantedMirror.USERNAME)
                .map(name -> new Personal.Known(name, key))
                .orElse(null)
            : now.username(),
        part == Part.EXTERNAL_REGISTRY_PASSWORD ? password(key) : now.password(),
        with(part, now.connection()),
        part == Part.MIRROR_RULE ? wanted.globs() : now.tags(),
        part == Part.SYNC_INTERVAL ? wanted.number("sync_interval") : now.intervalSeconds(),
        part == Part.SYNC_START_DATE ? wanted.start().orElseThrow() : now.start(),
        part == Part.SKOPEO_TIMEOUT_INTERVAL
            ? wanted.number("skopeo_timeout_interval")
            : now.timeoutSeconds(),
        part == Part.ARCHITECTURE_FILTER ? wanted.architectures() : now.architectures());
  }

  private @Nullable Credential password(UUID key) {
    return sealedPassword == null
        ? null
        : new Credential(new Personal.Known(sealedPassword, key), sealedFor);
  }

  private Connection with(Part part, Connection now) {
    JsonNode wanted = wanted().body().path(WantedMirror.CONNECTION);
    return new Connection(
        part == Part.VERIFY_TLS
            ? Boolean.valueOf(wanted.get("verify_tls").booleanValue())
            : now.verifyTls(),
        part == Part.UNSIGNED_IMAGES
            ? Boolean.valueOf(wanted.get("unsigned_images").booleanValue())
            : now.unsignedImages(),
        with(part, now.proxy(), wanted.path("proxy")));
  }

  private static @Nullable Proxy with(Part part, @Nullable Proxy now, JsonNode wanted) {
    Proxy old = now == null ? new Proxy(null, null, null) : now;
    return switch (part) {
      case HTTP_PROXY ->
          new Proxy(wanted.get("http_proxy").textValue(), old.https(), old.exceptions());
      case HTTPS_PROXY ->
          new Proxy(old.http(), wanted.get("https_proxy").textValue(), old.exceptions());
      case NO_PROXY -> new Proxy(old.http(), old.https(), wanted.get("no_proxy").textValue());
      case IS_ENABLED,
          EXTERNAL_REFERENCE,
          EXTERNAL_REGISTRY_USERNAME,
          EXTERNAL_REGISTRY_PASSWORD,
          VERIFY_TLS,
          UNSIGNED_IMAGES,
          SYNC_INTERVAL,
          SYNC_START_DATE,
          MIRROR_RULE,
          SKOPEO_TIMEOUT_INTERVAL,
          ARCHITECTURE_FILTER ->
          now;
    };
  }

  /** Keeps what the body quotes out of logs. */
  @Override
  public String toString() {
    return "MirrorChange";
  }
}
