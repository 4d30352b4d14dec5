package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of an organization's proxy cache. Source: contract organization 2.16, 2.17. */
public sealed interface ProxyCacheEvent extends Event {

  /** The account id of the organization. */
  OrganizationId organization();

  /**
   * An organization became a proxy cache.
   *
   * @param upstreamRegistry host, optionally with a port and a namespace
   * @param username the user at the upstream registry, sealed with a vault key before it was sealed
   *     for the journal; null without one
   * @param password likewise
   * @param sealedFor the context that the sealed credentials are bound to
   * @param expirationSeconds how long cached content is valid
   * @param insecure whether the connection to the upstream registry is unencrypted
   */
  @EventName("proxy-cache-created.v1")
  record ProxyCacheCreated(
      OrganizationId organization,
      String upstreamRegistry,
      @Nullable Personal username,
      @Nullable Personal password,
      UUID sealedFor,
      long expirationSeconds,
      boolean insecure)
      implements ProxyCacheEvent {}

  /** An organization is no longer a proxy cache; the cached content stays. */
  @EventName("proxy-cache-deleted.v1")
  record ProxyCacheDeleted(OrganizationId organization) implements ProxyCacheEvent {}
}
