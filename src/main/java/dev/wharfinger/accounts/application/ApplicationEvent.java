package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events of OAuth applications and tokens. Source: contract organization 2.9 to 2.14,
 * neighbours 1 and 2.1.
 */
public sealed interface ApplicationEvent extends Event {

  /**
   * The first user's application {@code automation} was created, owned by that user.
   *
   * @param clientId equals the user name, sealed like it
   */
  @EventName("automation-application-created.v1")
  record AutomationApplicationCreated(
      long application, AccountId owner, Personal clientId, Personal clientSecret)
      implements ApplicationEvent {}

  /**
   * An organization's application was created. Null values were not sent and are empty.
   *
   * @param organization account id of its owner
   * @param clientSecret in the form of {@link dev.wharfinger.platform.vault.ReadableSecrets}
   */
  @EventName("application-created.v1")
  record ApplicationCreated(
      long application,
      OrganizationId organization,
      String clientId,
      Personal clientSecret,
      String name,
      @Nullable String description,
      @Nullable String applicationUri,
      @Nullable String redirectUri,
      @Nullable Personal avatarEmail)
      implements ApplicationEvent {}

  /** All properties of an application were replaced; null values were not sent and are empty. */
  @EventName("application-changed.v1")
  record ApplicationChanged(
      long application,
      OrganizationId organization,
      String clientId,
      String name,
      @Nullable String description,
      String applicationUri,
      String redirectUri,
      @Nullable Personal avatarEmail)
      implements ApplicationEvent {}

  /**
   * An application got another secret; the previous one is no longer valid.
   *
   * @param clientSecret in the form of {@link dev.wharfinger.platform.vault.ReadableSecrets}
   */
  @EventName("application-secret-reset.v1")
  record ApplicationSecretReset(
      long application,
      OrganizationId organization,
      String clientId,
      String name,
      Personal clientSecret)
      implements ApplicationEvent {}

  /** An application was deleted, with its tokens and codes. */
  @EventName("application-deleted.v1")
  record ApplicationDeleted(
      long application, OrganizationId organization, String clientId, String name)
      implements ApplicationEvent {}

  /**
   * A bearer token was issued.
   *
   * @param token row id, used in the usage logs
   * @param uuid the token's {@code jti} (RFC 7519 4.1.7)
   * @param account on whose behalf it acts
   * @param application null for a token of the password grant
   * @param scope scope string
   */
  @EventName("access-token-issued.v1")
  record AccessTokenIssued(
      long token,
      UUID uuid,
      AccountId account,
      @Nullable Long application,
      String scope,
      Instant expires)
      implements ApplicationEvent {}

  /** A token was revoked before it expired. */
  @EventName("access-token-revoked.v1")
  record AccessTokenRevoked(long token, UUID uuid) implements ApplicationEvent {}

  /**
   * An administrator created a bearer token of an application for themselves, with a name.
   *
   * @param token row id, used in the usage logs
   * @param uuid the token's {@code jti} (RFC 7519 4.1.7)
   * @param account on whose behalf it acts
   * @param organization account id of the application's owner
   * @param applicationName the application's name at the time
   * @param scope scope string
   */
  @EventName("application-token-created.v1")
  record ApplicationTokenCreated(
      long token,
      UUID uuid,
      AccountId account,
      long application,
      OrganizationId organization,
      String clientId,
      String applicationName,
      String name,
      String scope,
      Instant expires)
      implements ApplicationEvent {}

  /**
   * An administrator revoked a token of an application.
   *
   * @param organization account id of the application's owner
   * @param applicationName the application's name at the time
   */
  @EventName("application-token-revoked.v1")
  record ApplicationTokenRevoked(
      long token, UUID uuid, OrganizationId organization, String clientId, String applicationName)
      implements ApplicationEvent {}

  /**
   * A user allowed an application to fetch a token (RFC 6749 4.1.2).
   *
   * @param digest SHA-256 of the code's text, lower-case hex
   * @param scope scope string
   * @param codeChallenge of method S256 (RFC 7636 4.2); null without one
   */
  @EventName("authorization-code-issued.v1")
  record AuthorizationCodeIssued(
      long code,
      AccountId account,
      long application,
      String digest,
      String scope,
      String redirectUri,
      @Nullable String codeChallenge,
      Instant expires)
      implements ApplicationEvent {}

  /** A code was exchanged for a token and is no longer valid. */
  @EventName("authorization-code-redeemed.v1")
  record AuthorizationCodeRedeemed(long code, long token) implements ApplicationEvent {}
}
