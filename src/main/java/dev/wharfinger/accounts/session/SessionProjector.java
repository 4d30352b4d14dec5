package dev.wharfinger.accounts.session;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import org.jspecify.annotations.Nullable;

/** Projects the end of sessions into a row, and sign-ins and sign-outs into the usage logs. */
public final class SessionProjector implements Projector<SessionEvent> {

  private static final String TYPE = "quayauth";

  @Override
  public Class<SessionEvent> events() {
    return SessionEvent.class;
  }

  @Override
  public void project(SessionEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case SessionEvent.UserSignedIn signedIn ->
          LogEntry.of("login_success")
              .with("type", TYPE)
              .with("useragent", orEmpty(metadata.actor().userAgent()))
              .on(signedIn.user(), metadata, rows);
      case SessionEvent.SignInRefused refused ->
          LogEntry.of("login_failure")
              .with("type", TYPE)
              .with("kind", "user")
              .with("useragent", orEmpty(metadata.actor().userAgent()))
              .with("username", refused.username())
              .with("message", refused.message())
              .on(refused.account(), metadata, rows);
      case SessionEvent.UserSignedOut signedOut -> {
        rows.invalidate("account:" + signedOut.user().value());
        rows.update(
            "UPDATE namespace SET session_epoch = $2 WHERE id = $1",
            signedOut.user(),
            metadata.seq());
        LogEntry.of("logout_success").on(signedOut.user(), metadata, rows);
      }
    }
  }

  private static Object orEmpty(@Nullable Personal agent) {
    return agent == null ? "" : agent;
  }
}
