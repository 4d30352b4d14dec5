package dev.wharfinger.accounts.application;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenRevoked;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationChanged;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationCreated;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationDeleted;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationSecretReset;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationTokenCreated;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationTokenRevoked;
import dev.wharfinger.accounts.application.ApplicationEvent.AuthorizationCodeIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AuthorizationCodeRedeemed;
import dev.wharfinger.accounts.application.ApplicationEvent.AutomationApplicationCreated;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects applications, tokens and codes into rows. */
public final class ApplicationProjector implements Projector<ApplicationEvent> {

  private static final String NEW_APPLICATION =
      "application (id, owner, client_id, name, description, application_uri, redirect_uri,"
          + " avatar_email, client_secret)";

  @Override
  public Class<ApplicationEvent> events() {
    return ApplicationEvent.class;
  }

  @Override
  public void project(ApplicationEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case AutomationApplicationCreated created ->
          rows.insert(
              NEW_APPLICATION,
              created.application(),
              created.owner(),
              created.clientId().orElse("(erased " + created.owner().value() + ")"),
              "automation",
              "",
              "",
              "",
              null,
              null);
      case ApplicationCreated created -> create(created, metadata, rows);
      case ApplicationChanged changed -> change(changed, metadata, rows);
      case ApplicationSecretReset reset -> {
        rows.update(
            "UPDATE application SET client_secret = $2 WHERE id = $1",
            reset.application(),
            reset.clientSecret().orElse(""));
        log("reset_application_client_secret", reset.name(), reset.clientId())
            .on(reset.organization().account(), metadata, rows);
      }
      case ApplicationDeleted deleted -> {
        announce(deleted.application(), rows);
        rows.update("DELETE FROM application WHERE id = $1", deleted.application());
        log("delete_application", deleted.name(), deleted.clientId())
            .on(deleted.organization().account(), metadata, rows);
      }
      case AccessTokenIssued issued ->
          insert(
              issued.token(),
              issued.uuid(),
              issued.account(),
              issued.application(),
              issued.scope(),
              null,
              issued.expires(),
              metadata,
              rows);
      case AccessTokenRevoked revoked -> delete(revoked.token(), revoked.uuid(), rows);
      case ApplicationTokenCreated created -> {
        insert(
            created.token(),
            created.uuid(),
            created.account(),
            created.application(),
            created.scope(),
            created.name(),
            created.expires(),
            metadata,
            rows);
        log("create_oauth_api_token", created.applicationName(), created.clientId())
            .with("oauth_token_uuid", created.uuid().toString())
            .with("scope", created.scope())
            .with("token_display_name", created.name())
            .with("auth_method", "OAuth")
            .on(created.organization().account(), metadata, rows);
      }
      case ApplicationTokenRevoked revoked -> {
        delete(revoked.token(), revoked.uuid(), rows);
        log("revoke_oauth_api_token", revoked.applicationName(), revoked.clientId())
            .with("oauth_token_uuid", revoked.uuid().toString())
            .on(revoked.organization().account(), metadata, rows);
      }
      case AuthorizationCodeIssued issued -> issue(issued, metadata, rows);
      case AuthorizationCodeRedeemed redeemed ->
          rows.update(
              "UPDATE authorization_code SET redeemed_by = $2 WHERE id = $1",
              redeemed.code(),
              redeemed.token());
    }
  }

  private static void create(ApplicationCreated created, EventMetadata metadata, Rows rows) {
    rows.insert(
        NEW_APPLICATION,
        created.application(),
        created.organization(),
        created.clientId(),
        created.name(),
        orEmpty(created.description()),
        orEmpty(created.applicationUri()),
        orEmpty(created.redirectUri()),
        shown(created.avatarEmail()),
        created.clientSecret().orElse(""));
    LogEntry entry = log("create_application", created.name(), created.clientId());
    sent(entry, "name", created.name());
    sent(entry, "description", created.description());
    sent(entry, "application_uri", created.applicationUri());
    sent(entry, "redirect_uri", created.redirectUri());
    sent(entry, "avatar_email", created.avatarEmail());
    entry.on(created.organization().account(), metadata, rows);
  }

  private static void change(ApplicationChanged changed, EventMetadata metadata, Rows rows) {
    announce(changed.application(), rows);
    rows.update(
        "UPDATE application SET name = $2, description = $3, application_uri = $4,"
            + " redirect_uri = $5, avatar_email = $6 WHERE id = $1",
        changed.application(),
        changed.name(),
        orEmpty(changed.description()),
        changed.applicationUri(),
        changed.redirectUri(),
        shown(changed.avatarEmail()));
    LogEntry entry = log("update_application", changed.name(), changed.clientId());
    sent(entry, "name", changed.name());
    sent(entry, "description", changed.description());
    sent(entry, "application_uri", changed.applicationUri());
    sent(entry, "redirect_uri", changed.redirectUri());
    sent(entry, "avatar_email", changed.avatarEmail());
    entry.on(changed.organization().account(), metadata, rows);
  }

  /** Deletes the codes that expired before this one was issued, so that there are never many. */
  private static void issue(AuthorizationCodeIssued issued, EventMetadata metadata, Rows rows) {
    rows.updateIfPresent("DELETE FROM authorization_code WHERE expires < $1", at(metadata.time()));
    rows.insert(
        "authorization_code (id, digest, account, application, scope, redirect_uri,"
            + " code_challenge, expires)",
        issued.code(),
        issued.digest(),
        issued.account(),
        issued.application(),
        issued.scope(),
        issued.redirectUri(),
        issued.codeChallenge(),
        at(issued.expires()));
  }

  private static void insert(
      long token,
      UUID uuid,
      AccountId account,
      @Nullable Long application,
      String scope,
      @Nullable String name,
      Instant expires,
      EventMetadata metadata,
      Rows rows) {
    rows.invalidate("token:" + uuid);
    rows.insert(
        "access_token (id, uuid, account, application, scope, name, created, expires)",
        token,
        uuid,
        account,
        application,
        scope,
        name,
        at(metadata.time()),
        at(expires));
  }

  private static void delete(long token, UUID uuid, Rows rows) {
    rows.update("DELETE FROM access_token WHERE id = $1", token);
    rows.invalidate("token:" + uuid);
  }

  /** Invalidates what depends on an application: the state of its tokens, and its name in logs. */
  private static void announce(long application, Rows rows) {
    rows.invalidate("application:" + application);
  }

  private static LogEntry log(String kind, String application, String clientId) {
    return LogEntry.of(kind).with("application_name", application).with("client_id", clientId);
  }

  private static void sent(LogEntry entry, String key, @Nullable Object value) {
    if (value != null) {
      var _ = entry.with(key, value);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String shown(@Nullable Personal email) {
    return email == null ? null : email.orElse(LogEntry.ERASED);
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
