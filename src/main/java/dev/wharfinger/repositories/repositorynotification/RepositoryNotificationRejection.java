package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.repository.RepositoryName;

/** Why commands on notifications of a repository are rejected. */
sealed interface RepositoryNotificationRejection extends Rejection {

  /** There is no such method. */
  record UnknownMethod(String method) implements RepositoryNotificationRejection {}

  /** There is no such event. */
  record UnknownEvent(String event) implements RepositoryNotificationRejection {}

  /** The configuration does not suit the method. */
  record BadConfig(ConfigFault fault) implements RepositoryNotificationRejection {}

  /** There is no notification of this id, or it is one of another repository. */
  record NoNotification(RepositoryName repository, String notification)
      implements RepositoryNotificationRejection {}

  /** The notification to be reset is one of another repository. */
  record InAnotherRepository(String notification) implements RepositoryNotificationRejection {}

  /** The template of a webhook cannot be read. */
  record UnreadableTemplate(String reason) implements RepositoryNotificationRejection {}

  /** The template of a webhook has an expression without a path. */
  record EmptyExpression() implements RepositoryNotificationRejection {}

  /** The template of a webhook has an expression that is no path. */
  record BadExpression(String expression, String reason)
      implements RepositoryNotificationRejection {}

  /** The target of a notification is not there. */
  record UnknownTarget(RepositoryNotificationEvent.TargetKind kind, String name)
      implements RepositoryNotificationRejection {}
}
