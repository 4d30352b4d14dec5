package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What receivers are yet to be told of. Source: contract repositories 6.6. */
@Singleton
class NotificationJobs {

  private static final String TEST =
      """
      WITH found AS (
        SELECT x.uuid, %s AS enabled FROM repository_notification x
        JOIN repository r ON r.id = x.repository JOIN namespace n ON n.id = r.namespace
        WHERE n.name = $1 AND r.name = $2 AND x.uuid = $3),
      added AS (
        INSERT INTO activity.notification_job (notification, about)
        SELECT uuid, $4 FROM found
        WHERE enabled AND (SELECT count(*) FROM activity.notification_job j WHERE j.notification = $3) < %d)
      SELECT EXISTS (SELECT FROM found)
      """
          .formatted(WaitingMessagesView.ENABLED, WaitingMessagesView.MOST);

  private final Pool pool;

  @Inject
  NotificationJobs(Pool pool) {
    this.pool = pool;
  }

  /**
   * Has a sample sent, unless the notification is disabled or too much of it waits already; false
   * if the repository has no such notification.
   */
  Uni<Boolean> test(RepositoryName repository, UUID notification) {
    return pool.preparedQuery(TEST)
        .execute(
            Tuple.of(
                repository.namespace(),
                repository.name(),
                notification,
                new JsonObject().put("test", true)))
        .map(rows -> OneRow.of(rows).getBoolean(0));
  }
}
