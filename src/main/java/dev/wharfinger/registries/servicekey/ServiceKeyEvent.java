package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events of a service key. None contains its private key. Source: contract superuser 6. */
public sealed interface ServiceKeyEvent extends Event {

  /** The key's row id. */
  long key();

  /** Its thumbprint (RFC 7638), by which clients identify it. */
  String kid();

  /**
   * A superuser created a key.
   *
   * @param jwk the public key, JSON
   * @param metadata the metadata sent by the superuser, JSON, without what the service adds
   * @param expires null for never
   * @param bookedOn the account that its usage logs are recorded on
   */
  @EventName("service-key-created.v1")
  record ServiceKeyCreated(
      long key,
      String kid,
      String service,
      String name,
      String jwk,
      String metadata,
      @Nullable Instant expires,
      AccountId bookedOn)
      implements ServiceKeyEvent {}

  /**
   * A superuser approved a key.
   *
   * @param approver the superuser's account
   * @param automatic whether it was approved by being created
   */
  @EventName("service-key-approved.v1")
  record ServiceKeyApproved(
      long key,
      String kid,
      String service,
      String name,
      @Nullable Instant expires,
      String notes,
      AccountId approver,
      boolean automatic,
      AccountId bookedOn)
      implements ServiceKeyEvent {}

  /**
   * The expiration of a key was set, possibly to the same time.
   *
   * @param name the name set by the same request, otherwise its current name
   */
  @EventName("service-key-extended.v1")
  record ServiceKeyExtended(
      long key,
      String kid,
      String service,
      String name,
      @Nullable Instant expires,
      @Nullable Instant previousExpires,
      AccountId bookedOn)
      implements ServiceKeyEvent {}

  /**
   * The name or metadata of a key was set.
   *
   * @param metadata merged into its existing metadata, JSON
   * @param expires its expiration after the request
   * @param extended whether the same request set it
   * @param previousExpires its expiration before
   */
  @EventName("service-key-modified.v1")
  record ServiceKeyModified(
      long key,
      String kid,
      String service,
      String name,
      String metadata,
      @Nullable Instant expires,
      boolean extended,
      @Nullable Instant previousExpires,
      AccountId bookedOn)
      implements ServiceKeyEvent {}

  /** A superuser deleted a key. */
  @EventName("service-key-deleted.v1")
  record ServiceKeyDeleted(
      long key,
      String kid,
      String service,
      String name,
      Instant created,
      @Nullable Instant expires,
      AccountId bookedOn)
      implements ServiceKeyEvent {}

  /** A key was removed because it had expired long ago, or had never been approved. */
  @EventName("service-key-lapsed.v1")
  record ServiceKeyLapsed(long key, String kid) implements ServiceKeyEvent {}
}
