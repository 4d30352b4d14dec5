package dev.wharfinger.platform.schedule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.OperatorRoutes;
import dev.wharfinger.platform.http.OperatorRoutes.Answer;
import dev.wharfinger.platform.metric.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.ManagementInterface;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Work that failed too often, for operators: counted, reported by health, which stays up, and on
 * the management port listed ({@code GET /operator/parked}), retried ({@code POST
 * /operator/parked/{queue}/{item}}) or dropped ({@code DELETE}).
 */
@Singleton
public class ParkedWork {

  private static final String PATH = "/operator/parked";
  private static final String ITEM = PATH + "/:queue/:item";
  private static final String JOB = "parked-work";

  private static final Metric PARKED =
      Metric.gauge(
          "wharfinger.queue.parked",
          "items",
          "Items parked after repeated failures; every instance reports the same number.",
          "queue");

  @Bound(
      of = "time that an item of a queue stays parked",
      unit = "days",
      beyond = "it is dropped",
      test = "ParkedWorkApiTest.givesUpWhatIsParkedForAWeek")
  private static final int MAX_DAYS = 7;

  private static final String COUNT =
      "SELECT queue, count(*) FROM vault.attempt WHERE next IS NULL GROUP BY queue";

  private static final String TOO_OLD =
      "SELECT queue, item FROM vault.attempt WHERE next IS NULL AND first_failed < now() - "
          + ("interval '" + MAX_DAYS + " days'")
          + " ORDER BY first_failed LIMIT 200";

  private static final String ORPHANS =
      "DELETE FROM vault.attempt WHERE next < now() - interval '" + MAX_DAYS + " days'";

  private final Attempts attempts;
  private final Pool pool;
  private final Jobs jobs;
  private final Lease lease;
  private final Map<String, WorkQueue> queues = new ConcurrentHashMap<>();
  private final Map<String, Long> counts = new ConcurrentHashMap<>();

  @Inject
  ParkedWork(
      Attempts attempts,
      Pool pool,
      Jobs jobs,
      Lease lease,
      MeterRegistry meters,
      @All List<WorkQueue> queues) {
    this.attempts = attempts;
    this.pool = pool;
    this.jobs = jobs;
    this.lease = lease;
    for (WorkQueue queue : queues) {
      this.queues.put(queue.name(), queue);
      PARKED.observe(meters, counts, all -> all.getOrDefault(queue.name(), 0L), queue.name());
    }
  }

  void install(@Observes ManagementInterface management, OperatorRoutes operators) {
    operators.read(management, PATH, _ -> list().map(parked -> new Answer(200, shown(parked))));
    operators.write(management, HttpMethod.POST, ITEM, this::retry);
    operators.write(management, HttpMethod.DELETE, ITEM, this::drop);
  }

  /** Counts, and drops what is too old. */
  @Scheduled(
      every = "10s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return jobs.run(JOB, () -> count().flatMap(_ -> tooOld()).flatMap(_ -> orphans()));
  }

  private Uni<Void> count() {
    return pool.preparedQuery(COUNT)
        .execute()
        .invoke(rows -> {
          counts
              .keySet()
              .retainAll(
                  StreamSupport.stream(rows.spliterator(), false)
                      .map(row -> row.getString(0))
                      .toList());
          rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        })
        .replaceWithVoid();
  }

  private Uni<Void> tooOld() {
    return counts.isEmpty() ? Uni.createFrom().voidItem() : lease.alone(JOB, this::giveUp);
  }

  private Uni<Void> giveUp() {
    return pool.preparedQuery(TOO_OLD)
        .execute()
        .onItem()
        .transformToMulti(
            rows -> Multi.createFrom().items(StreamSupport.stream(rows.spliterator(), false)))
        .onItem()
        .transformToUniAndConcatenate(
            row -> give(row.getString(0), row.getString(1)).onFailure().recoverWithItem(false))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Items that were deleted with their accounts while they waited. */
  private Uni<Void> orphans() {
    return pool.preparedQuery(ORPHANS).execute().replaceWithVoid();
  }

  private Uni<Boolean> give(String queue, String item) {
    return Optional.ofNullable(queues.get(queue))
        .map(it -> it.drop(item).call(gone -> gone ? attempts.done(it, item) : nothing()))
        .orElseGet(() -> Uni.createFrom().item(false));
  }

  /** All that is parked. */
  public Uni<List<Attempts.Parked>> list() {
    return attempts.parked();
  }

  /** Retries an item; returns whether it exists. */
  public Uni<Boolean> retry(String queue, String item) {
    return attempts.retry(queue, item);
  }

  /** The result of dropping an item. */
  public enum Dropped {
    DROPPED,
    MISSING,
    /** Its queue must complete it eventually, such as an erasure. */
    CANNOT_BE_DROPPED
  }

  /** Drops an item. */
  public Uni<Dropped> drop(String queue, String item) {
    return pool.preparedQuery(
            "SELECT FROM vault.attempt WHERE queue = $1 AND item = $2 AND next IS NULL")
        .execute(Tuple.of(queue, item))
        .flatMap(rows ->
            rows.size() == 0
                ? Uni.createFrom().item(Dropped.MISSING)
                : give(queue, item)
                    .map(gone -> gone ? Dropped.DROPPED : Dropped.CANNOT_BE_DROPPED));
  }

  private Uni<Answer> retry(RoutingContext context) {
    return retry(context.pathParam("queue"), context.pathParam("item"))
        .map(found -> found ? new Answer(202, "") : missing());
  }

  private Uni<Answer> drop(RoutingContext context) {
    return drop(context.pathParam("queue"), context.pathParam("item"))
        .map(dropped ->
            switch (dropped) {
              case DROPPED -> new Answer(200, "");
              case MISSING -> missing();
              case CANNOT_BE_DROPPED ->
                  throw new ApiException(
                      ApiError.message(409, "This item cannot be dropped; it can be retried."));
            });
  }

  private static Answer missing() {
    throw new ApiException(ApiError.notFound());
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  private static ObjectNode shown(List<Attempts.Parked> parked) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    ArrayNode items = shown.putArray("parked");
    for (Attempts.Parked it : parked) {
      items
          .addObject()
          .put("queue", it.queue())
          .put("item", it.item())
          .put("failures", it.failures())
          .put("first_failed", it.firstFailed().toString())
          .put("reason", it.reason());
    }
    return shown;
  }

  /** Reports what is parked; the status is up, so neither readiness nor liveness depends on it. */
  @Wellness
  @Singleton
  static class Health implements HealthCheck {

    private final ParkedWork work;

    @Inject
    Health(ParkedWork work) {
      this.work = work;
    }

    @Override
    public HealthCheckResponse call() {
      HealthCheckResponseBuilder answer = HealthCheckResponse.named("queues").up();
      answer.withData("status", work.counts.isEmpty() ? "nothing is parked" : "degraded");
      work.counts.forEach((queue, count) -> answer.withData("parked." + queue, count));
      return answer.build();
    }
  }
}
