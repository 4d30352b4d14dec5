package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.http.ByteSize;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaChanged;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaCreated;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaDeleted;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitChanged;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitCreated;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitDeleted;

/** Projects quotas and limits into rows. */
public final class QuotaProjector implements Projector<QuotaEvent> {

  @Override
  public Class<QuotaEvent> events() {
    return QuotaEvent.class;
  }

  @Override
  public void project(QuotaEvent event, EventMetadata metadata, Rows rows) {
    write(event, rows);
    if (event.family() == Family.ORGANIZATION) {
      entry(event).on(event.namespace(), metadata, rows);
    }
  }

  private static void write(QuotaEvent event, Rows rows) {
    switch (event) {
      case QuotaCreated it ->
          rows.update(
              "INSERT INTO quota (id, namespace, limit_bytes) VALUES ($1, $2, $3)",
              it.quota(),
              it.namespace(),
              it.limitBytes());
      case QuotaChanged it ->
          rows.update(
              "UPDATE quota SET limit_bytes = $2 WHERE id = $1", it.quota(), it.limitBytes());
      case QuotaDeleted it -> rows.update("DELETE FROM quota WHERE id = $1", it.quota());
      case QuotaLimitCreated it ->
          rows.update(
              "INSERT INTO quota_limit (id, quota, type, percent) VALUES ($1, $2, $3, $4)",
              it.limit(),
              it.quota(),
              it.type().word(),
              it.percent());
      case QuotaLimitChanged it ->
          rows.update(
              "UPDATE quota_limit SET type = $2, percent = $3 WHERE id = $1",
              it.limit(),
              it.type().word(),
              it.percent());
      case QuotaLimitDeleted it -> rows.update("DELETE FROM quota_limit WHERE id = $1", it.limit());
    }
  }

  private static LogEntry entry(QuotaEvent event) {
    return switch (event) {
      case QuotaCreated it ->
          LogEntry.of("org_create_quota")
              .with("namespace", it.name())
              .with("limit_bytes", it.limitBytes())
              .with("limit", ByteSize.display(it.limitBytes()));
      case QuotaChanged it ->
          LogEntry.of("org_change_quota")
              .with("namespace", it.name())
              .with("limit_bytes", it.limitBytes())
              .with("limit", ByteSize.display(it.limitBytes()))
              .with("previous_limit_bytes", it.previousLimitBytes())
              .with("previous_limit", ByteSize.display(it.previousLimitBytes()));
      case QuotaDeleted it ->
          LogEntry.of("org_delete_quota")
              .with("namespace", it.name())
              .with("quota_id", it.quota())
              .with("limit_bytes", it.limitBytes())
              .with("limit", ByteSize.display(it.limitBytes()));
      case QuotaLimitCreated it ->
          LogEntry.of("org_create_quota_limit")
              .with("namespace", it.name())
              .with("type", it.spelling())
              .with("threshold_percent", it.percent());
      case QuotaLimitChanged it ->
          LogEntry.of("org_change_quota_limit")
              .with("namespace", it.name())
              .with("type", it.spelling())
              .with("threshold_percent", it.percent())
              .with("previous_type", it.previousType().word())
              .with("previous_threshold_percent", it.previousPercent());
      case QuotaLimitDeleted it ->
          LogEntry.of("org_delete_quota_limit")
              .with("namespace", it.name())
              .with("limit_id", it.limit())
              .with("type", it.type().word())
              .with("threshold_percent", it.percent());
    };
  }
}
