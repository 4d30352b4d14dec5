package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of mirrored repositories. Source: contract repositories 9.1, 9.2. */
public sealed interface MirrorEvent extends Event {

  /** The repository that copies. */
  Place place();

  /**
   * A repository with its names at the time.
   *
   * @param namespace the account id of its namespace
   */
  record Place(RepositoryId repository, String name, AccountId namespace, Personal namespaceName) {}

  /**
   * How a repository copies another one.
   *
   * @param reference the other one: host, optionally a port, and path
   * @param username at the other registry; null without one
   * @param password null without one
   * @param tags globs; what matches one of them is copied
   * @param intervalSeconds from one synchronization to the next
   * @param start when the first synchronization is due
   * @param timeoutSeconds for one tag
   * @param architectures that are copied of an index; all if there is none
   */
  record Settings(
      boolean enabled,
      String reference,
      @Nullable Personal username,
      @Nullable Credential password,
      Connection connection,
      List<String> tags,
      long intervalSeconds,
      Instant start,
      long timeoutSeconds,
      List<String> architectures) {
    public Settings {
      tags = List.copyOf(tags);
      architectures = List.copyOf(architectures);
    }
  }

  /**
   * What must be readable again to be sent to the other registry.
   *
   * @param secret sealed with a vault key before it was sealed for the journal
   * @param sealedFor the context that it is bound to
   */
  record Credential(Personal secret, UUID sealedFor) {}

  /**
   * How the other registry is connected to.
   *
   * @param verifyTls null if it was not said, which means yes
   * @param unsignedImages kept for clients; signatures are not checked
   * @param proxy null if none was given
   */
  record Connection(
      @Nullable Boolean verifyTls, @Nullable Boolean unsignedImages, @Nullable Proxy proxy) {}

  /** Proxies by the scheme of what they are asked for, and hosts that are asked without. */
  record Proxy(@Nullable String http, @Nullable String https, @Nullable String exceptions) {}

  /** What a change of the settings set, by its name in the usage logs. */
  enum Part {
    IS_ENABLED,
    EXTERNAL_REFERENCE,
    EXTERNAL_REGISTRY_USERNAME,
    EXTERNAL_REGISTRY_PASSWORD,
    VERIFY_TLS,
    UNSIGNED_IMAGES,
    HTTP_PROXY,
    HTTPS_PROXY,
    NO_PROXY,
    SYNC_INTERVAL,
    SYNC_START_DATE,
    MIRROR_RULE,
    SKOPEO_TIMEOUT_INTERVAL,
    ARCHITECTURE_FILTER
  }

  /**
   * A repository became a mirror, with its state.
   *
   * @param robot who pushes what is copied
   * @param permission id of the permission to write that the robot was given; null if it had one
   */
  @EventName("repository-mirror-created.v1")
  record RepositoryMirrorCreated(
      Place place, Settings settings, AccountId robot, @Nullable Long permission)
      implements MirrorEvent {}

  /**
   * A part of its settings was set, possibly to what it was.
   *
   * @param settings all of them from now on
   */
  @EventName("repository-mirror-changed.v1")
  record RepositoryMirrorChanged(Place place, Part part, Settings settings)
      implements MirrorEvent {}

  /**
   * Another robot pushes what is copied.
   *
   * @param permission id of the permission to write that the robot was given; null if it had one
   */
  @EventName("repository-mirror-robot-set.v1")
  record RepositoryMirrorRobotSet(Place place, AccountId robot, @Nullable Long permission)
      implements MirrorEvent {}

  /**
   * A synchronization was asked for.
   *
   * @param retries how often it is tried
   */
  @EventName("repository-mirror-sync-requested.v1")
  record MirrorSyncRequested(Place place, int retries) implements MirrorEvent {}

  /** A synchronization was cancelled, and all that would follow. */
  @EventName("repository-mirror-sync-cancelled.v1")
  record MirrorSyncCancelled(Place place) implements MirrorEvent {}
}
