package dev.wharfinger.accounts.apptoken;

import dev.wharfinger.accounts.apptoken.AppTokenEvent.AppTokenCreated;
import dev.wharfinger.accounts.apptoken.AppTokenEvent.AppTokenRevoked;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import java.time.ZoneOffset;
import java.util.UUID;

/** Projects application-specific tokens into rows, which are deleted with their user. */
public final class AppTokenProjector implements Projector<AppTokenEvent> {

  @Override
  public Class<AppTokenEvent> events() {
    return AppTokenEvent.class;
  }

  @Override
  public void project(AppTokenEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case AppTokenCreated created -> {
        rows.insert(
            "app_token (id, uuid, account, title, code, created, expires)",
            created.token(),
            created.uuid(),
            created.account(),
            created.title().orElse(LogEntry.ERASED),
            created.code().orElse(""),
            metadata.time().atOffset(ZoneOffset.UTC),
            created.expires() == null ? null : created.expires().atOffset(ZoneOffset.UTC));
        log("create_app_specific_token", created.title(), created.uuid())
            .on(created.account(), metadata, rows);
      }
      case AppTokenRevoked revoked -> {
        rows.update("DELETE FROM app_token WHERE id = $1", revoked.token());
        log("revoke_app_specific_token", revoked.title(), revoked.uuid())
            .on(revoked.account(), metadata, rows);
      }
    }
  }

  private static LogEntry log(String kind, Personal title, UUID token) {
    return LogEntry.of(kind)
        .with("app_specific_token_title", title)
        .with("app_specific_token", token.toString());
  }
}
