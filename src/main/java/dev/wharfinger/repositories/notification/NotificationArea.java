package dev.wharfinger.repositories.notification;

import static dev.wharfinger.platform.account.Entities.NOTIFICATION;
import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.namespace;
import static dev.wharfinger.platform.account.Entities.quota;
import static dev.wharfinger.platform.account.Entities.quotaLimit;

import dev.wharfinger.platform.account.Entities;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.repositories.notification.NotificationEvent.NotificationMarked;
import dev.wharfinger.repositories.notification.NotificationEvent.QuotaLimitLeft;
import dev.wharfinger.repositories.notification.NotificationEvent.QuotaLimitReached;
import jakarta.inject.Singleton;
import java.util.List;

/** Notifications of users, and quota alarms. */
@Singleton
public final class NotificationArea implements Area<NotificationEvent> {

  @Override
  public Projector<NotificationEvent> projector() {
    return new NotificationProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(OwnedRows.of("notification", Entities.NOTIFICATION));
  }

  @Override
  public void audit(NotificationEvent event, AuditTrail trail) {

    switch (event) {
      case NotificationMarked marked ->
          trail
              .put(Entity.of(NOTIFICATION, marked.notification()))
              .set("account", account(marked.account()))
              .set("dismissed", marked.dismissed());
      case QuotaLimitReached reached ->
          trail
              .belongsTo(reached.namespace())
              .put(alarm(reached.limit()))
              .set("quota", quota(reached.quota()))
              .set("namespace", namespace(reached.namespace()))
              .set("type", reached.type())
              .set("percent", reached.percent())
              .set("notice", reached.notice());
      case QuotaLimitLeft left -> trail.belongsTo(left.namespace()).end(alarm(left.limit()));
    }
  }

  private static Entity alarm(long limit) {
    return Entity.of("quota-alarm", quotaLimit(limit));
  }
}
