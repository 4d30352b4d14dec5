package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a service key. Its private half is in none of them. Source: contract superuser
 * 6.
 */
public sealed interface ServiceKeyEvent extends Event {

  /** The key's row id. */
  long key();

  /** Its thumbprint (RFC 7638), the name that clients know it by. */
  String kid();

  /**
   * A superuser had a key made.
   *
   * @param jwk the public key, JSON
   * @param metadata what he said about it, JSON, without what the service adds
   * @param expires null for never
   * @param bookedOn the account that its usage logs are booked on
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
      long bookedOn)
      implements ServiceKeyEvent {}

  /**
   * A superuser vouched for a key.
   *
   * @param approver his account
   * @param automatic whether he did by having it made
   */
  @EventName("service-key-approved.v1")
  record ServiceKeyApproved(
      long key,
      String kid,
      String service,
      String name,
      @Nullable Instant expires,
      String notes,
      long approver,
      boolean automatic,
      long bookedOn)
      implements ServiceKeyEvent {}

  /**
   * The end of a key's life was moved, possibly to where it was.
   *
   * @param name the name that the same request gives it, or else its name
   */
  @EventName("service-key-extended.v1")
  record ServiceKeyExtended(
      long key,
      String kid,
      String service,
      String name,
      @Nullable Instant expires,
      @Nullable Instant previousExpires,
      long bookedOn)
      implements ServiceKeyEvent {}

  /**
   * A key was named or described anew.
   *
   * @param metadata what is laid over the metadata that it has, JSON
   * @param expires when it ends after the request
   * @param extended whether the same request set that
   * @param previousExpires when it ended before
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
      long bookedOn)
      implements ServiceKeyEvent {}

  /** A superuser took a key away. */
  @EventName("service-key-deleted.v1")
  record ServiceKeyDeleted(
      long key,
      String kid,
      String service,
      String name,
      Instant created,
      @Nullable Instant expires,
      long bookedOn)
      implements ServiceKeyEvent {}

  /** A key went because it had expired long ago, or because nobody had approved it. */
  @EventName("service-key-lapsed.v1")
  record ServiceKeyLapsed(long key, String kid) implements ServiceKeyEvent {}
}
