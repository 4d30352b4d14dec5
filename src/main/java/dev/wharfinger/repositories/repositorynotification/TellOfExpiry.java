package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Lease;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks for tags that expire within the days that a notification asks for, one instance at a time:
 * each is told once, and again when it is given another end. Source: contract repositories 6.3.
 */
@Singleton
class TellOfExpiry {

  private static final String JOB = "expiry-notifications";

  private static final Duration PERIOD = Duration.ofSeconds(10);

  private static final int ROUND = 500;

  /** No tag expires later: it is the year 9999. */
  private static final int MOST_DAYS = 3_000_000;

  @Bound(
      of = "tags in one message that tells of their expiration",
      unit = "tags",
      beyond = "the others follow in the next message",
      test = "NotificationDeliveryApiTest.tellsOfManyTagsInSeveralMessages")
  static final int MOST_TAGS = 500;

  /** Those looked at longest ago first; $1 the minutes between two looks, $2 how many. */
  private static final String DUE =
      """
      SELECT x.uuid, x.repository, x.event_config FROM repository_notification x
      LEFT JOIN activity.expiry_look l ON l.notification = x.uuid
      WHERE x.event = 'repo_image_expiry' AND %s
        AND coalesce(l.looked, '-infinity') <= now() - $1 * interval '1 minute'
      ORDER BY l.looked NULLS FIRST, x.id LIMIT $2
      """
          .formatted(WaitingMessagesView.ENABLED);

  /** $1 the notification. */
  private static final String LOOKED =
      """
      INSERT INTO activity.expiry_look (notification, looked)
      SELECT uuid, now() FROM repository_notification WHERE uuid = $1
      ON CONFLICT (notification) DO UPDATE SET looked = excluded.looked
      """;

  /** $1 the notification, $2 the repository, $3 the days, $4 how many tags. */
  private static final String TELL =
      """
      WITH soon AS MATERIALIZED (
        SELECT e.tag, e.starts, e.expires FROM tag_expiration e
        JOIN activity.tag_row t ON t.repository = e.repository AND t.name = e.tag AND t.at = e.starts
          AND t.digest IS NOT NULL AND t.ends IS NULL
        WHERE e.repository = $2 AND e.expires > now() AND e.expires <= now() + $3 * interval '1 day'
          AND NOT EXISTS (
            SELECT FROM activity.notified_expiry d
            WHERE d.notification = $1 AND d.tag = e.tag AND d.starts = e.starts AND d.expires = e.expires)
          AND (SELECT count(*) FROM activity.notification_job j WHERE j.notification = $1) < %d
        ORDER BY e.expires, e.tag LIMIT $4),
      told AS (
        INSERT INTO activity.notified_expiry (notification, tag, starts, expires)
        SELECT DISTINCT ON (tag) $1::uuid, tag, starts, expires FROM soon
        ON CONFLICT (notification, tag) DO UPDATE SET starts = excluded.starts, expires = excluded.expires)
      INSERT INTO activity.notification_job (notification, about)
      SELECT $1::uuid, jsonb_build_object(
        'tags', jsonb_agg(tag ORDER BY expires, tag), 'expiring_in', $3::int || ' days', 'notification_uuid', $1::uuid)
      FROM (SELECT DISTINCT tag, expires FROM soon) tags HAVING count(*) > 0
      """
          .formatted(WaitingMessagesView.MOST);

  private final Pool pool;
  private final Lease lease;
  private final long minutes;
  private final boolean tells;

  @Inject
  TellOfExpiry(Pool pool, Lease lease, Settings settings) {
    this.pool = pool;
    this.lease = lease;
    this.minutes = settings.notificationTaskRunMinimumIntervalMinutes();
    this.tells = settings.registryState() == RegistryState.NORMAL;
  }

  void schedule(@Observes Schedule schedule) {
    if (tells) {
      schedule.every(PERIOD, PERIOD, JOB, () -> lease.alone(JOB, this::round));
    }
  }

  private Uni<Void> round() {
    return pool.preparedQuery(DUE)
        .execute(Tuple.of((double) minutes, ROUND))
        .flatMap(rows ->
            Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> look(row))
                .collect()
                .last()
                .replaceWithVoid());
  }

  private Uni<Void> look(Row row) {
    Tuple notification = Tuple.of(row.getUUID("uuid"));
    return days(RepositoryNotificationView.json(row.getString("event_config")))
        .map(days ->
            pool.preparedQuery(TELL)
                .execute(Tuple.of(row.getUUID("uuid"), row.getLong("repository"), days, MOST_TAGS))
                .replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem())
        .flatMap(_ -> pool.preparedQuery(LOOKED).execute(notification))
        .replaceWithVoid();
  }

  /** The days that a notification asks for; without a whole number of them it tells of nothing. */
  static Optional<Integer> days(JsonNode config) {
    JsonNode days = config.path("days");
    return days.isIntegralNumber() && days.canConvertToInt() && days.intValue() > 0
        ? Optional.of(Math.min(days.intValue(), MOST_DAYS))
        : Optional.empty();
  }
}
