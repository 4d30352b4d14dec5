package dev.wharfinger.repositories.notification;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.repositories.notification.NotificationEvent.QuotaLimitLeft;
import dev.wharfinger.repositories.notification.NotificationEvent.QuotaLimitReached;
import dev.wharfinger.repositories.quota.QuotaEvent.LimitType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the administrators of a namespace when it reaches a limit of its quota, once per
 * crossing, and withdraws the notification when it is below again. Which limits are reached results
 * from registries' reports, which are not in the journal; the notifications are. Source: contract
 * sessions 2.5, docs/activity.md.
 */
@Singleton
public class NotifyOfQuotas {

  /**
   * Limits that are reached without a notification, or notified without being reached, by crossing.
   */
  private static final String DUE =
      """
      SELECT l.id, l.quota, q.namespace, l.type, l.percent, reached.notice, told.notice AS told
      FROM (
        SELECT c.quota_limit, c.notice
        FROM activity.quota_crossed c
        JOIN quota_limit l ON l.id = c.quota_limit AND l.type = c.type JOIN quota q ON q.id = l.quota
        WHERE c.threshold_bytes = ceil(q.limit_bytes::numeric * l.percent / 100)) reached
      FULL JOIN quota_alarm told ON told.quota_limit = reached.quota_limit
      JOIN quota_limit l ON l.id = coalesce(reached.quota_limit, told.quota_limit)
      JOIN quota q ON q.id = l.quota
      WHERE reached.notice IS DISTINCT FROM told.notice
      ORDER BY l.id LIMIT $1
      """;

  @Bound(
      of = "quota limits in one record of reached and left limits",
      unit = "limits",
      beyond = "the others follow in the next record",
      test = "ReceiveRegistryEventsApiTest.tellsOfManyLimitsInSeveralRecords")
  private static final int LIMITS = 100;

  @Inject Pool pool;
  @Inject Writes writes;
  @Inject Settings settings;

  void schedule(@Observes Schedule schedule) {
    if (settings.registryState() == RegistryState.NORMAL && settings.featureQuotaManagement()) {
      schedule.every(
          Duration.ofSeconds(1), Duration.ofSeconds(2), "quota-notifications", this::look);
    }
  }

  /** Checks without a lock first: usually there is nothing to report. */
  private Uni<Void> look() {
    return due(pool)
        .flatMap(due ->
            due.isEmpty()
                ? Uni.createFrom().voidItem()
                : writes.submitOwn(Instant.now(), new Tell()).replaceWithVoid());
  }

  /**
   * A limit whose notification is due.
   *
   * @param reached the number of the crossing; null if it is not reached
   * @param told the crossing that was notified; null if none was
   */
  record Due(
      long limit,
      long quota,
      AccountId namespace,
      LimitType type,
      int percent,
      @Nullable Long reached,
      @Nullable Long told) {}

  private static Uni<List<Due>> due(SqlClient database) {
    return database.preparedQuery(DUE).execute(Tuple.of(LIMITS)).map(NotifyOfQuotas::due);
  }

  private static List<Due> due(RowSet<Row> rows) {
    List<Due> due = new ArrayList<>();
    for (Row row : rows) {
      due.add(
          new Due(
              row.getLong("id"),
              row.getLong("quota"),
              new AccountId(row.getLong("namespace")),
              LimitType.of(row.getString("type")),
              row.getInteger("percent"),
              row.getLong("notice"),
              row.getLong("told")));
    }
    return due;
  }

  record Tell() implements Command<List<Due>> {

    @Override
    public Uni<List<Due>> load(SqlConnection connection) {
      return due(connection);
    }

    @Override
    public Decision decide(List<Due> due, Ids ids) {
      List<Event> events = new ArrayList<>();
      for (Due each : due) {
        if (each.told() != null) {
          events.add(new QuotaLimitLeft(each.limit(), each.quota(), each.namespace()));
        }
        if (each.reached() != null) {
          events.add(
              new QuotaLimitReached(
                  each.limit(),
                  each.quota(),
                  each.namespace(),
                  each.type(),
                  each.percent(),
                  each.reached()));
        }
      }
      return Decision.accept(events);
    }
  }
}
