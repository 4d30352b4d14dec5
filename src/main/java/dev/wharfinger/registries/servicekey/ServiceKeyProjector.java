package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyApproved;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyCreated;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyDeleted;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyExtended;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyLapsed;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyModified;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Projects service keys into rows. */
public final class ServiceKeyProjector implements Projector<ServiceKeyEvent> {

  private static final String APPROVED_BY_SUPERUSER = "ServiceKeyApprovalType.SUPERUSER";

  @Override
  public Class<ServiceKeyEvent> events() {
    return ServiceKeyEvent.class;
  }

  @Override
  public void project(ServiceKeyEvent event, EventMetadata eventMetadata, Rows rows) {
    switch (event) {
      case ServiceKeyCreated created -> create(created, eventMetadata, rows);
      case ServiceKeyApproved approved -> approve(approved, eventMetadata, rows);
      case ServiceKeyExtended extended -> {
        rows.update(
            "UPDATE service_key SET expires = $2 WHERE id = $1",
            extended.key(),
            at(extended.expires()));
        log("service_key_extend", extended.kid(), extended.service(), extended.name())
            .with("expiration_date", seconds(extended.expires()))
            .with("old_expiration_date", seconds(extended.previousExpires()))
            .on(extended.bookedOn(), eventMetadata, rows);
      }
      case ServiceKeyModified modified -> {
        rows.update(
            "UPDATE service_key SET name = $2, metadata = metadata || $3 WHERE id = $1",
            modified.key(),
            modified.name(),
            new JsonObject(modified.metadata()));
        LogEntry entry =
            log("service_key_modify", modified.kid(), modified.service(), modified.name())
                .with("expiration_date", seconds(modified.expires()));
        if (modified.extended()) {
          entry = entry.with("old_expiration_date", seconds(modified.previousExpires()));
        }
        entry.on(modified.bookedOn(), eventMetadata, rows);
      }
      case ServiceKeyDeleted deleted -> {
        rows.update("DELETE FROM service_key WHERE id = $1", deleted.key());
        log("service_key_delete", deleted.kid(), deleted.service(), deleted.name())
            .with("created_date", seconds(deleted.created()))
            .with("expiration_date", seconds(deleted.expires()))
            .on(deleted.bookedOn(), eventMetadata, rows);
      }
      case ServiceKeyLapsed lapsed ->
          rows.update("DELETE FROM service_key WHERE id = $1", lapsed.key());
    }
  }

  private static void create(ServiceKeyCreated created, EventMetadata eventMetadata, Rows rows) {
    Actor actor = eventMetadata.actor();
    Personal name = actor.name();
    rows.insert(
        "service_key (id, kid, service, name, jwk, metadata, creator, creator_ip, creator_key,"
            + " created, created_seq, expires)",
        created.key(),
        created.kid(),
        created.service(),
        created.name(),
        new JsonObject(created.jwk()),
        new JsonObject(created.metadata()).put("created_by", "Quay Superuser Panel"),
        shown(name),
        shown(actor.address()),
        name == null ? null : name.key(),
        at(eventMetadata.time()),
        eventMetadata.seq(),
        at(created.expires()));
    log("service_key_create", created.kid(), created.service(), created.name())
        .with("preshared", true)
        .with("expiration_date", seconds(created.expires()))
        .with("auto_approved", true)
        .on(created.bookedOn(), eventMetadata, rows);
  }

  private static void approve(ServiceKeyApproved approved, EventMetadata eventMetadata, Rows rows) {
    rows.update(
        "UPDATE service_key SET approval_type = $2, approver = $3, approved = $4, notes = $5 WHERE id = $1",
        approved.key(),
        APPROVED_BY_SUPERUSER,
        approved.approver(),
        at(eventMetadata.time()),
        approved.notes());
    LogEntry entry =
        log("service_key_approve", approved.kid(), approved.service(), approved.name())
            .with("expiration_date", seconds(approved.expires()));
    if (approved.automatic()) {
      entry = entry.with("preshared", true).with("auto_approved", true);
    }
    entry.on(approved.bookedOn(), eventMetadata, rows);
  }

  private static LogEntry log(String kind, String kid, String service, String name) {
    return LogEntry.of(kind).with("kid", kid).with("service", service).with("name", name);
  }

  private static @Nullable String shown(@Nullable Personal personal) {
    return personal == null ? null : personal.orElse(LogEntry.ERASED);
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Long seconds(@Nullable Instant time) {
    return time == null ? null : time.getEpochSecond();
  }
}
