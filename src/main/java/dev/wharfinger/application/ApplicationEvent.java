package dev.wharfinger.application;

import dev.wharfinger.journal.Event;
import dev.wharfinger.vault.Personal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to OAuth applications and tokens. Source: contract neighbours 1 and 2.1. */
public sealed interface ApplicationEvent extends Event {

  /**
   * The first user's application {@code automation} came to be, owned by the user himself.
   *
   * @param clientId equals the user name, sealed like it
   */
  record AutomationApplicationCreated(
      long application, long owner, Personal clientId, Personal clientSecret)
      implements ApplicationEvent {}

  /**
   * A bearer token was issued.
   *
   * @param token row id, as the usage logs name it
   * @param uuid the token's {@code jti} (RFC 7519 4.1.7)
   * @param account on whose behalf it acts
   * @param application null for a token of the password grant
   * @param scope scope string
   */
  record AccessTokenIssued(
      long token,
      UUID uuid,
      long account,
      @Nullable Long application,
      String scope,
      Instant expires)
      implements ApplicationEvent {}

  /** A token died before its time. */
  record AccessTokenRevoked(long token, UUID uuid) implements ApplicationEvent {}
}
