package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.mail.MailKind;
import dev.wharfinger.platform.mail.MailRow;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.notification.NotificationRow;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationCreated;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationDeleted;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationMailed;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationReset;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationTold;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.Target;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Projects notifications of repositories into rows. */
public final class RepositoryNotificationProjector
    implements Projector<RepositoryNotificationEvent> {

  /** The configuration of a notification whose namespace was erased since. */
  private static final String NO_CONFIG = "{}";

  @Override
  public Class<RepositoryNotificationEvent> events() {
    return RepositoryNotificationEvent.class;
  }

  @Override
  public void project(RepositoryNotificationEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case RepositoryNotificationCreated created -> {
        create(created, metadata, rows);
        log("add", event, metadata, rows);
      }
      case RepositoryNotificationDeleted deleted -> {
        rows.update("DELETE FROM repository_notification WHERE uuid = $1", deleted.notification());
        log("delete", event, metadata, rows);
      }
      case RepositoryNotificationReset reset -> {
        rows.update(
            "UPDATE repository_notification SET generation = $2 WHERE uuid = $1",
            reset.notification(),
            metadata.seq());
        log("reset", event, metadata, rows);
      }
      case RepositoryNotificationMailed mailed ->
          new MailRow(
                  mailed.mail(),
                  MailKind.REPOSITORY_NOTIFICATION,
                  null,
                  mailed.namespace(),
                  mailed.email(),
                  mailed.notification(),
                  Map.of(
                      "subject", mailed.subject().orElse(LogEntry.ERASED),
                      "message", mailed.message().orElse(LogEntry.ERASED)))
              .queue(metadata, rows);
      case RepositoryNotificationTold told ->
          told.told()
              .forEach(account ->
                  NotificationRow.writeOfRepository(
                      told.event(), account, told.repository(), told.about(), metadata, rows));
    }
  }

  private static void create(
      RepositoryNotificationCreated created, EventMetadata metadata, Rows rows) {
    Optional<Target> target = Optional.ofNullable(created.target());
    rows.insert(
        "repository_notification (id, uuid, repository, title, event, method, config, event_config,"
            + " target_kind, target_account, target_team, generation)",
        created.id(),
        created.notification(),
        created.repository(),
        created.title(),
        created.event(),
        created.method(),
        created.config().orElse(NO_CONFIG),
        created.eventConfig(),
        target.map(it -> it.kind().name().toLowerCase(Locale.ROOT)).orElse(null),
        target.map(Target::account).orElse(null),
        target.map(Target::team).orElse(null),
        metadata.seq());
  }

  private static void log(
      String action, RepositoryNotificationEvent event, EventMetadata metadata, Rows rows) {
    LogEntry.of(action + "_repo_notification")
        .with("repo", event.name())
        .with("namespace", event.account())
        .with("notification_id", event.notification().toString())
        .with("event", event.event())
        .with("method", event.method())
        .about(event.repository())
        .on(event.namespace(), metadata, rows);
  }
}
