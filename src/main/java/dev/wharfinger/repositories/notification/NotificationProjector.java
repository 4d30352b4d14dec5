package dev.wharfinger.repositories.notification;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.repositories.notification.NotificationEvent.NotificationMarked;
import dev.wharfinger.repositories.notification.NotificationEvent.QuotaLimitLeft;
import dev.wharfinger.repositories.notification.NotificationEvent.QuotaLimitReached;

/** Projects dismissals and quota notifications into rows. */
public final class NotificationProjector implements Projector<NotificationEvent> {

  @Override
  public Class<NotificationEvent> events() {
    return NotificationEvent.class;
  }

  @Override
  public void project(NotificationEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case NotificationMarked marked ->
          rows.update(
              "UPDATE notification SET dismissed = $2 WHERE uuid = $1",
              marked.notification(),
              marked.dismissed());
      case QuotaLimitReached reached -> {
        rows.insert("quota_alarm (quota_limit, notice)", reached.limit(), reached.notice());
        NotificationRow.writeToAdministrators(
            switch (reached.type()) {
              case WARNING -> NotificationKind.QUOTA_WARNING;
              case REJECT -> NotificationKind.QUOTA_ERROR;
            },
            reached.namespace(),
            reached.limit(),
            metadata,
            rows);
      }
      case QuotaLimitLeft left -> {
        rows.update("DELETE FROM quota_alarm WHERE quota_limit = $1", left.limit());
        rows.updateIfPresent("DELETE FROM notification WHERE quota_limit = $1", left.limit());
      }
    }
  }
}
