package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.journal.JournalUnavailable;
import dev.wharfinger.platform.outbound.OutboundFailure;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sends the messages that wait. One instance at a time takes what is due and begins to send it,
 * without waiting for the receivers: one at a time for each notification, a few for each namespace,
 * the namespaces in turn. So a silent receiver holds up its own notification only. What an instance
 * took and did not finish, because it ended, is due again. Source: contract repositories 6.6.
 */
@Singleton
class SendMessages {

  private static final Logger LOG = Logger.getLogger(SendMessages.class);

  private static final String JOB = "repository-notifications";

  @Bound(
      of = "attempts to send a message of a notification of a repository",
      unit = "attempts",
      beyond = "it is dropped",
      test = "NotificationDeliveryApiTest.aFailingReceiverIsTriedAgainAndThenDisabled")
  static final int TRIES = 5;

  @Bound(
      of = "messages of notifications of repositories that an instance sends at a time",
      unit = "messages",
      beyond = "the rest wait for the turn of their namespace",
      test = "NotificationDeliveryApiTest.aSilentReceiverHoldsUpNoOther")
  static final int AT_ONCE = 32;

  @Bound(
      of = "messages of notifications of the repositories of a namespace that are sent at a time",
      unit = "messages",
      beyond = "the rest wait",
      test = "NotificationDeliveryApiTest.aSilentReceiverHoldsUpNoOther")
  static final int AT_ONCE_FOR_ONE = 4;

  private static final int WAIT_SECONDS = 30;

  private static final String ANY_DUE =
      "SELECT EXISTS (SELECT FROM activity.notification_job WHERE due <= now())";

  /** $1 how many, $2 how many of a namespace, $3 after how many seconds they are lost. */
  private static final String TAKE =
      """
      WITH busy AS (
        SELECT r.namespace, count(*) AS number FROM activity.notification_job j
        JOIN repository_notification x ON x.uuid = j.notification
        JOIN repository r ON r.id = x.repository
        WHERE j.taken AND j.due > now() GROUP BY r.namespace),
      first AS (
        SELECT DISTINCT ON (j.notification) j.id, r.namespace FROM activity.notification_job j
        JOIN repository_notification x ON x.uuid = j.notification
        JOIN repository r ON r.id = x.repository
        WHERE j.due <= now() AND NOT EXISTS (
          SELECT FROM activity.notification_job o
          WHERE o.notification = j.notification AND o.taken AND o.due > now())
        ORDER BY j.notification, j.id),
      turns AS (
        SELECT f.id, coalesce(b.number, 0) + row_number() OVER (PARTITION BY f.namespace ORDER BY f.id) AS turn
        FROM first f LEFT JOIN busy b ON b.namespace = f.namespace)
      UPDATE activity.notification_job j SET taken = true, due = now() + $3 * interval '1 second'
      FROM (SELECT id FROM turns WHERE turn <= $2 ORDER BY turn, id LIMIT $1) t WHERE j.id = t.id
      RETURNING j.id
      """;

  /** $1 the job. */
  private static final String DROP = "DELETE FROM activity.notification_job WHERE id = $1";

  /** $1 the job, $2 the notification, $3 its generation. */
  private static final String SENT =
      """
      WITH done AS (DELETE FROM activity.notification_job WHERE id = $1)
      DELETE FROM activity.notification_failure WHERE notification = $2 AND generation <= $3
      """;

  /** $1 the job, $2 the notification, $3 its generation, $4 tries, $5 seconds. */
  private static final String FAILED =
      """
      WITH counted AS (
        INSERT INTO activity.notification_failure AS f (notification, generation, failures)
        SELECT $2::uuid, $3, 1 WHERE EXISTS (SELECT FROM repository_notification WHERE uuid = $2)
        ON CONFLICT (notification) DO UPDATE
        SET failures = CASE WHEN f.generation = excluded.generation THEN f.failures + 1 ELSE 1 END,
            generation = excluded.generation
        WHERE f.generation <= excluded.generation),
      gone AS (DELETE FROM activity.notification_job WHERE id = $1 AND tries + 1 >= $4)
      UPDATE activity.notification_job
      SET tries = tries + 1, taken = false, due = now() + $5 * interval '1 second'
      WHERE id = $1 AND tries + 1 < $4
      """;

  /** $1 the job, $2 seconds. */
  private static final String LATER =
      """
      UPDATE activity.notification_job SET taken = false, due = now() + $2 * interval '1 second'
      WHERE id = $1
      """;

  /** Of notifications that ended while something happened. */
  private static final String ORPHANS =
      """
      DELETE FROM activity.notification_job j WHERE j.due < now() - interval '1 minute'
        AND NOT EXISTS (SELECT FROM repository_notification x WHERE x.uuid = j.notification)
      """;

  private final Pool pool;
  private final Lease lease;
  private final MessageSender sender;
  private final boolean sends;
  private final double lostAfterSeconds;
  private final AtomicInteger sending = new AtomicInteger();

  @Inject
  SendMessages(Pool pool, Lease lease, MessageSender sender, Settings settings) {
    this.pool = pool;
    this.lease = lease;
    this.sender = sender;
    this.sends = settings.registryState() == RegistryState.NORMAL;
    this.lostAfterSeconds = settings.notificationSendTimeout() + WAIT_SECONDS;
  }

  void schedule(@Observes Schedule schedule) {
    if (sends) {
      schedule.every(Duration.ofSeconds(1), Duration.ofSeconds(2), JOB, this::look);
      schedule.every(
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          JOB + "-orphans",
          () -> pool.query(ORPHANS).execute().replaceWithVoid());
    }
  }

  /** Without a lease first: usually nothing is due. */
  private Uni<Void> look() {
    return pool.query(ANY_DUE)
        .execute()
        .flatMap(rows ->
            OneRow.of(rows).getBoolean(0) && sending.get() < AT_ONCE
                ? lease.alone(JOB, this::begin)
                : Uni.createFrom().voidItem());
  }

  private Uni<Void> begin() {
    return pool.preparedQuery(TAKE)
        .execute(Tuple.of(AT_ONCE - sending.get(), AT_ONCE_FOR_ONE, lostAfterSeconds))
        .flatMap(taken -> {
          List<Long> jobs = new ArrayList<>();
          taken.forEach(row -> jobs.add(row.getLong(0)));
          return pool.preparedQuery(DueMessage.SELECT).execute(Tuple.of(jobs.toArray(Long[]::new)));
        })
        .invoke(rows -> rows.forEach(row -> send(DueMessage.of(row))))
        .replaceWithVoid();
  }

  /** Beside the job, which goes on. */
  private void send(DueMessage message) {
    sending.incrementAndGet();
    Uni<Void> all =
        message.enabled()
            ? Uni.createFrom()
                .deferred(() -> sender.send(message))
                .flatMap(_ -> sent(message))
                .onFailure()
                .recoverWithUni(failure -> failed(message, failure))
            : run(DROP, Tuple.of(message.job()));
    var _ =
        all.onTermination()
            .invoke(() -> sending.decrementAndGet())
            .subscribe()
            .with(_ -> {}, failure -> LOG.warnf("%s: %s", message, failure.getClass().getName()));
  }

  private Uni<Void> sent(DueMessage message) {
    return run(SENT, Tuple.of(message.job(), message.notification(), message.generation()));
  }

  /** What is not the receiver's fault is not counted. */
  private Uni<Void> failed(DueMessage message, Throwable failure) {
    if (failure instanceof OutboundFailure.TooMany || failure instanceof JournalUnavailable) {
      return run(LATER, Tuple.of(message.job(), (double) WAIT_SECONDS));
    }
    LOG.infof("%s was not taken (%s)", message, failure.getClass().getSimpleName());
    return run(
        FAILED,
        Tuple.of(
            message.job(),
            message.notification(),
            message.generation(),
            TRIES,
            (double) WAIT_SECONDS));
  }

  private Uni<Void> run(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values).replaceWithVoid();
  }
}
