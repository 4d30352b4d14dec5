package dev.wharfinger.repositories.notification;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.repositories.quota.QuotaEvent.LimitType;
import java.util.UUID;

/** What can happen to notifications. Source: contract sessions 2.5. */
public sealed interface NotificationEvent extends Event {

  /** A notification was dismissed, or called back. */
  @EventName("notification-marked.v1")
  record NotificationMarked(UUID notification, long account, boolean dismissed)
      implements NotificationEvent {}

  /**
   * A namespace has grown to a limit of its quota; who administers it is told.
   *
   * @param notice the number of the crossing, no other one has it
   */
  @EventName("quota-limit-reached.v1")
  record QuotaLimitReached(
      long limit, long quota, long namespace, LimitType type, int percent, long notice)
      implements NotificationEvent {}

  /** It is below again, or the limit is another one: what was told is over. */
  @EventName("quota-limit-left.v1")
  record QuotaLimitLeft(long limit, long quota, long namespace) implements NotificationEvent {}
}
