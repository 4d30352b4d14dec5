package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.mail.MailKind;
import dev.wharfinger.platform.mail.MailRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportFinished;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRefused;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRequested;
import dev.wharfinger.repositories.export.LogExportEvent.RepositoryLogExportRefused;
import dev.wharfinger.repositories.export.LogExportEvent.RepositoryLogExportRequested;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores exports; the recipients are deleted when it is done. */
public final class LogExportProjector implements Projector<LogExportEvent> {

  @Override
  public Class<LogExportEvent> events() {
    return LogExportEvent.class;
  }

  @Override
  public void project(LogExportEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case LogExportRequested it -> {
        insert(Request.of(it), metadata, rows);
        success(it.exportId(), it.callbackUrl(), it.callbackEmail(), metadata)
            .on(it.namespace(), metadata, rows);
      }
      case RepositoryLogExportRequested it -> {
        insert(Request.of(it), metadata, rows);
        success(it.exportId(), it.callbackUrl(), it.callbackEmail(), metadata)
            .with("repo", it.name())
            .about(it.repository())
            .on(it.namespace(), metadata, rows);
      }
      case LogExportRefused it ->
          failure(it.error(), it.callbackUrl(), it.callbackEmail(), metadata)
              .on(it.namespace(), metadata, rows);
      case RepositoryLogExportRefused it -> {
        LogEntry entry =
            failure(it.error(), it.callbackUrl(), it.callbackEmail(), metadata)
                .with("repo", it.name());
        (it.repository() == null ? entry : entry.about(it.repository()))
            .on(it.namespace(), metadata, rows);
      }
      case LogExportFinished finished -> finish(finished, metadata, rows);
    }
  }

  private static LogEntry success(
      UUID exportId, @Nullable Personal url, @Nullable Personal email, EventMetadata metadata) {
    return LogEntry.of("export_logs_success")
        .with("date/time", metadata.time().getEpochSecond())
        .with("export_id", exportId.toString())
        .with("message", "queued for export")
        .with("url", url)
        .with("email", email);
  }

  private static LogEntry failure(
      String error, @Nullable Personal url, @Nullable Personal email, EventMetadata metadata) {
    return LogEntry.of("export_logs_failure")
        .with("date/time", metadata.time().getEpochSecond())
        .with("error", error)
        .with("url", url)
        .with("email", email);
  }

  /** The common part of both kinds of request. */
  private record Request(
      long export,
      UUID exportId,
      AccountId namespace,
      @Nullable RepositoryId repository,
      AccountId requester,
      boolean serviceKeys,
      Instant start,
      Instant end,
      UUID code,
      String codeDigest,
      @Nullable Personal url,
      @Nullable Personal email) {

    static Request of(LogExportRequested it) {
      return new Request(
          it.export(),
          it.exportId(),
          it.namespace(),
          null,
          it.requester(),
          it.serviceKeysToo(),
          it.start(),
          it.end(),
          it.code(),
          it.codeDigest(),
          it.callbackUrl(),
          it.callbackEmail());
    }

    static Request of(RepositoryLogExportRequested it) {
      return new Request(
          it.export(),
          it.exportId(),
          it.namespace(),
          it.repository(),
          it.requester(),
          true,
          it.start(),
          it.end(),
          it.code(),
          it.codeDigest(),
          it.callbackUrl(),
          it.callbackEmail());
    }
  }

  private static void insert(Request it, EventMetadata metadata, Rows rows) {
    rows.insert(
        "log_export (id, export_id, namespace, requester, service_keys, starts, ends, code,"
            + " code_digest, callback_url, callback_email, requested, repository)",
        it.export(),
        it.exportId(),
        it.namespace(),
        it.requester(),
        it.serviceKeys(),
        it.start().atOffset(ZoneOffset.UTC),
        it.end().atOffset(ZoneOffset.UTC),
        it.code(),
        it.codeDigest(),
        shown(it.url()),
        shown(it.email()),
        metadata.time().atOffset(ZoneOffset.UTC),
        it.repository());
  }

  private static void finish(LogExportFinished finished, EventMetadata metadata, Rows rows) {
    rows.update(
        "UPDATE log_export SET finished = $2, callback_url = NULL, callback_email = NULL"
            + " WHERE id = $1",
        finished.export(),
        metadata.time().atOffset(ZoneOffset.UTC));
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
          .queue(metadata, rows);
    }
  }

  private static @Nullable String shown(@Nullable Personal datum) {
    return datum == null ? null : datum.orElse(LogEntry.ERASED);
  }
}
