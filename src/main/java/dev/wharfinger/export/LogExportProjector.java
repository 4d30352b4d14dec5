package dev.wharfinger.export;

import dev.wharfinger.export.LogExportEvent.LogExportFinished;
import dev.wharfinger.export.LogExportEvent.LogExportRefused;
import dev.wharfinger.export.LogExportEvent.LogExportRequested;
import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.log.LogEntry;
import dev.wharfinger.mail.MailKind;
import dev.wharfinger.mail.MailRow;
import dev.wharfinger.vault.Personal;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exports as rows; whom to tell is forgotten when it is done. */
public final class LogExportProjector implements Projector<LogExportEvent> {

  @Override
  public Class<LogExportEvent> events() {
    return LogExportEvent.class;
  }

  @Override
  public void project(LogExportEvent event, Fact fact, Rows rows) {
    switch (event) {
      case LogExportRequested requested -> request(requested, fact, rows);
      case LogExportRefused refused ->
          LogEntry.of("export_logs_failure")
              .with("date/time", fact.time().getEpochSecond())
              .with("error", refused.error())
              .with("url", refused.callbackUrl())
              .with("email", refused.callbackEmail())
              .on(refused.namespace(), fact, rows);
      case LogExportFinished finished -> finish(finished, fact, rows);
    }
  }

  private static void request(LogExportRequested requested, Fact fact, Rows rows) {
    rows.change(
        "INSERT INTO log_export (id, export_id, namespace, requester, service_keys, starts, ends,"
            + " code, code_digest, callback_url, callback_email, requested)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        requested.export(),
        requested.exportId(),
        requested.namespace(),
        requested.requester(),
        requested.serviceKeysToo(),
        requested.start().atOffset(ZoneOffset.UTC),
        requested.end().atOffset(ZoneOffset.UTC),
        requested.code(),
        requested.codeDigest(),
        shown(requested.callbackUrl()),
        shown(requested.callbackEmail()),
        fact.time().atOffset(ZoneOffset.UTC));
    LogEntry.of("export_logs_success")
        .with("date/time", fact.time().getEpochSecond())
        .with("export_id", requested.exportId().toString())
        .with("message", "queued for export")
        .with("url", requested.callbackUrl())
        .with("email", requested.callbackEmail())
        .on(requested.namespace(), fact, rows);
  }

  private static void finish(LogExportFinished finished, Fact fact, Rows rows) {
    rows.change(
        "UPDATE log_export SET finished = $2, callback_url = NULL, callback_email = NULL"
            + " WHERE id = $1",
        finished.export(),
        fact.time().atOffset(ZoneOffset.UTC));
    LogExportEvent.Notice mail = finished.mail();
    if (mail != null) {
      new MailRow(
              mail.mail(),
              MailKind.LOG_EXPORT,
              null,
              mail.requester(),
              mail.address(),
              mail.code(),
              Map.of(
                  "export_id",
                  mail.exportId().toString(),
                  "account",
                  mail.account().orElse(LogEntry.ERASED)))
          .queue(fact, rows);
    }
  }

  private static @Nullable String shown(@Nullable Personal datum) {
    return datum == null ? null : datum.orElse(LogEntry.ERASED);
  }
}
