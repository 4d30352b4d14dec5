package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.config.Bound;

/**
 * Which notifications of repositories are sent, and how many of their messages may wait, for the
 * statements that add messages. Source: contract repositories 6.6.
 */
public final class WaitingMessagesView {

  @Bound(
      of = "messages of a notification of a repository that wait to be sent",
      unit = "messages",
      beyond = "what happens is not told",
      test = "NotificationDeliveryApiTest.keepsSoManyMessagesWaiting")
  public static final int MOST = 200;

  /** Failures in a row of the notification {@code x}, as an SQL expression. */
  static final String FAILURES =
      """
      coalesce((SELECT f.failures FROM activity.notification_failure f
                WHERE f.notification = x.uuid AND f.generation = x.generation), 0)\
      """;

  /** Whether the notification {@code x} is sent: from three failures on it is disabled. */
  public static final String ENABLED = FAILURES + " < 3";

  private WaitingMessagesView() {}
}
