package dev.wharfinger.notification;

import dev.wharfinger.journal.Event;
import java.util.UUID;

/** What can happen to notifications. Source: contract sessions 2.5. */
public sealed interface NotificationEvent extends Event {

  /** A notification was dismissed, or called back. */
  record NotificationMarked(UUID notification, boolean dismissed) implements NotificationEvent {}
}
