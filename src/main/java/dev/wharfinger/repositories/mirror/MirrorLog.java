package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.mirror.MirrorEvent.MirrorSyncCancelled;
import dev.wharfinger.repositories.mirror.MirrorEvent.MirrorSyncRequested;
import dev.wharfinger.repositories.mirror.MirrorEvent.Part;
import dev.wharfinger.repositories.mirror.MirrorEvent.Place;
import dev.wharfinger.repositories.mirror.MirrorEvent.Proxy;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorChanged;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorCreated;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorRobotSet;
import dev.wharfinger.repositories.mirror.MirrorEvent.Settings;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mirrors in usage logs. Source: contract repositories 9.1. */
final class MirrorLog {

  private MirrorLog() {}

  /** The entry of an event; that another robot pushes is not logged, as in Quay. */
  static Optional<LogEntry> entry(MirrorEvent event, EventMetadata metadata) {
    Place place = event.place();
    return switch (event) {
      case RepositoryMirrorCreated created ->
          Optional.of(
              changed(place, metadata, Part.EXTERNAL_REFERENCE, created.settings().reference()));
      case RepositoryMirrorChanged set ->
          Optional.of(changed(place, metadata, set.part(), value(set.part(), set.settings())));
      case RepositoryMirrorRobotSet _ -> Optional.empty();
      case MirrorSyncRequested _ -> Optional.of(status(place, metadata, "SYNC_NOW"));
      case MirrorSyncCancelled _ -> Optional.of(status(place, metadata, "SYNC_CANCEL"));
    };
  }

  private static LogEntry changed(
      Place place, EventMetadata metadata, Part part, @Nullable Object to) {
    return changed(place, metadata, part.name().toLowerCase(Locale.ROOT), to);
  }

  private static LogEntry status(Place place, EventMetadata metadata, String to) {
    return changed(place, metadata, "sync_status", to);
  }

  private static LogEntry changed(
      Place place, EventMetadata metadata, String part, @Nullable Object to) {
    return LogEntry.of("repo_mirror_config_changed")
        .with("repo", place.name())
        .with("namespace", place.namespaceName())
        .with("user-agent", metadata.actor().userAgent())
        .with("username", metadata.actor().name())
        .with("changed", part)
        .with("to", to);
  }

  private static @Nullable Object value(Part part, Settings settings) {
    Proxy proxy = settings.connection().proxy();
    return switch (part) {
      case IS_ENABLED -> settings.enabled();
      case EXTERNAL_REFERENCE -> settings.reference();
      case EXTERNAL_REGISTRY_USERNAME -> settings.username();
      case EXTERNAL_REGISTRY_PASSWORD -> settings.password() == null ? null : MirrorWrites.HIDDEN;
      case VERIFY_TLS -> settings.connection().verifyTls();
      case UNSIGNED_IMAGES -> settings.connection().unsignedImages();
      case HTTP_PROXY -> proxy == null ? null : proxy.http();
      case HTTPS_PROXY -> proxy == null ? null : proxy.https();
      case NO_PROXY -> proxy == null ? null : proxy.exceptions();
      case SYNC_INTERVAL -> settings.intervalSeconds();
      case SYNC_START_DATE -> settings.start().getEpochSecond();
      case MIRROR_RULE -> String.join(",", settings.tags());
      case SKOPEO_TIMEOUT_INTERVAL -> settings.timeoutSeconds();
      case ARCHITECTURE_FILTER -> String.join(",", settings.architectures());
    };
  }
}
