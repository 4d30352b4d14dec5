package dev.wharfinger.repositories.notification;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.repositories.quota.QuotaEvent.LimitType;
import java.util.UUID;

/** The events of notifications. Source: contract sessions 2.5. */
public sealed interface NotificationEvent extends Event {

  /** A notification was dismissed, or restored. */
  @EventName("notification-marked.v1")
  record NotificationMarked(UUID notification, AccountId account, boolean dismissed)
      implements NotificationEvent {}

  /**
   * A namespace reached a limit of its quota; its administrators are notified.
   *
   * @param notice the unique number of the crossing
   */
  @EventName("quota-limit-reached.v1")
  record QuotaLimitReached(
      long limit, long quota, AccountId namespace, LimitType type, int percent, long notice)
      implements NotificationEvent {}

  /**
   * The usage is below the limit again, or the limit changed: the notification no longer applies.
   */
  @EventName("quota-limit-left.v1")
  record QuotaLimitLeft(long limit, long quota, AccountId namespace) implements NotificationEvent {}
}
