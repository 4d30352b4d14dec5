package dev.wharfinger.repositories.repositorynotification;

import static dev.wharfinger.platform.account.Entities.mail;
import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationCreated;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationDeleted;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationMailed;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationReset;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationTold;
import jakarta.inject.Singleton;
import java.util.List;

/** Notifications of repositories; they end with the repository. */
@Singleton
public final class RepositoryNotificationArea implements Area<RepositoryNotificationEvent> {

  @Override
  public Projector<RepositoryNotificationEvent> projector() {
    return new RepositoryNotificationProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(RepositoryNotificationRejection.class);
  }

  @Override
  public void audit(RepositoryNotificationEvent event, AuditTrail trail) {
    trail.belongsTo(event.namespace());
    Entity notification = Entity.of("repository-notification", event.notification());
    switch (event) {
      case RepositoryNotificationCreated created ->
          trail
              .put(notification)
              .set("repository", repository(created.repository()))
              .set("title", created.title())
              .set("event", created.event())
              .set("method", created.method())
              .set("config", created.config())
              .set("eventConfig", created.eventConfig())
              .set("target", created.target());
      case RepositoryNotificationDeleted _ -> trail.end(notification);
      case RepositoryNotificationReset _ ->
          trail.put(notification).set("repository", repository(event.repository()));
      case RepositoryNotificationMailed mailed ->
          trail.put(mail(mailed.mail())).set("address", mailed.email());
      case RepositoryNotificationTold _ -> {}
    }
  }
}
