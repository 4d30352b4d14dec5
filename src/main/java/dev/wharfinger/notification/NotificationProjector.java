package dev.wharfinger.notification;

import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.notification.NotificationEvent.NotificationMarked;

/** Dismissals as rows. */
public final class NotificationProjector implements Projector<NotificationEvent> {

  @Override
  public Class<NotificationEvent> events() {
    return NotificationEvent.class;
  }

  @Override
  public void project(NotificationEvent event, Fact fact, Rows rows) {
    switch (event) {
      case NotificationMarked marked ->
          rows.change(
              "UPDATE notification SET dismissed = $2 WHERE uuid = $1",
              marked.notification(),
              marked.dismissed());
    }
  }
}
