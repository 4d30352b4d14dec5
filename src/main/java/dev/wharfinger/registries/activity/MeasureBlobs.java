package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.metric.Metric;
import dev.wharfinger.platform.outbound.OutboundAnswer;
import dev.wharfinger.platform.outbound.OutboundHttp;
import dev.wharfinger.platform.outbound.OutboundRequest;
import dev.wharfinger.platform.outbound.Url;
import dev.wharfinger.platform.schedule.Jobs;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.security.RegistryTokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Asks the registry for the size of blobs that no event stated, with tokens that the service issues
 * to itself, and puts the answers on the topic in the form a registry would use. What gets no
 * answer is retried later, without delaying others.
 */
@Singleton
class MeasureBlobs {

  @Bound(
      of = "blobs whose size is to be queried",
      unit = "blobs",
      beyond = "not queried until a manifest refers to them again",
      test = "BlobSizesApiTest.asksForNoMoreThanTheQueueHolds")
  static final int LONGEST_QUEUE = 100_000;

  @Bound(
      of = "attempts to query the size of a blob from a registry",
      unit = "attempts",
      beyond = "abandoned and counted; the wait doubles from 2 seconds to an hour",
      test = "BlobSizesApiTest.givesUpAfterManyAttempts")
  static final int MOST_TRIES = 24;

  private static final Logger LOG = Logger.getLogger(MeasureBlobs.class);
  private static final String JOB = "blob-sizes";

  private static final Metric UNMEASURED =
      Metric.counter(
          "wharfinger.activity.unmeasured",
          "blobs",
          "Blobs whose size no registry reported despite repeated queries.");
  private static final int AT_ONCE = 64;
  private static final int SIDE_BY_SIDE = 4;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final String DUE =
      "SELECT digest, repository, tries FROM activity.blob_unsized WHERE due <= now()"
          + " ORDER BY due LIMIT $1";

  private static final String LATER =
      "UPDATE activity.blob_unsized SET tries = tries + 1, due = now() + $2 * interval '1 second'"
          + " WHERE digest = $1";

  private static final String GIVE_UP = "DELETE FROM activity.blob_unsized WHERE digest = $1";

  private final Pool pool;
  private final Lease lease;
  private final Jobs jobs;
  private final OutboundHttp http;
  private final RegistryTokens tokens;
  private final ActivityReports reports;
  private final Optional<Url> registry;
  private final String service;
  private final Counter given;

  @Inject
  MeasureBlobs(
      Pool pool,
      Lease lease,
      Jobs jobs,
      OutboundHttp http,
      RegistryTokens tokens,
      ActivityReports reports,
      Settings settings,
      WharfingerSettings own,
      MeterRegistry meters) {
    this.pool = pool;
    this.lease = lease;
    this.jobs = jobs;
    this.http = http;
    this.tokens = tokens;
    this.reports = reports;
    this.registry = own.registryUrl().map(Url::parse);
    this.service =
        own.registryServices().isEmpty()
            ? settings.serverHostname()
            : own.registryServices().iterator().next();
    this.given = UNMEASURED.count(meters);
  }

  /** A blob whose size is to be asked for. */
  private record Unsized(String digest, String repository, int tries) {
    static Unsized of(Row row) {
      return new Unsized(row.getString(0), row.getString(1), row.getInteger(2));
    }
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return registry.isEmpty()
        ? Uni.createFrom().voidItem()
        : jobs.run(JOB, () -> lease.alone(JOB, () -> pass(registry.get())));
  }

  private Uni<Void> pass(Url at) {
    return pool.preparedQuery(DUE)
        .execute(Tuple.of(AT_ONCE))
        .map(rows -> {
          List<Unsized> due = new ArrayList<>();
          rows.forEach(row -> due.add(Unsized.of(row)));
          return due;
        })
        .flatMap(due ->
            Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(blob -> measure(at, blob))
                .merge(SIDE_BY_SIDE)
                .collect()
                .last()
                .replaceWithVoid());
  }

  /** Asks for a size and reports it; the blob is dequeued when the report is projected. */
  private Uni<Void> measure(Url at, Unsized blob) {
    return ask(at, blob)
        .flatMap(answer ->
            size(answer)
                .map(size -> told(blob, size))
                .orElseGet(() -> Uni.createFrom().failure(new IllegalStateException("not told"))))
        .onFailure()
        .recoverWithUni(() -> later(blob));
  }

  /** An empty blob needs no report: size zero is assumed anyway. */
  private Uni<Void> told(Unsized blob, long size) {
    return size == 0
        ? forget(blob)
        : reports.send(List.of(event(blob, size))).call(() -> later(blob));
  }

  private Uni<Void> forget(Unsized blob) {
    return pool.preparedQuery(GIVE_UP).execute(Tuple.of(blob.digest())).replaceWithVoid();
  }

  private Uni<OutboundAnswer> ask(Url at, Unsized blob) {
    RegistryTokens.Content content =
        new RegistryTokens.Content(
            UUID.randomUUID(),
            "",
            service,
            List.of(new RegistryTokens.Access("repository", blob.repository(), Set.of("pull"))),
            Instant.now());
    Url url =
        new Url(
            at.scheme(), at.authority(), "/v2/" + blob.repository() + "/blobs/" + blob.digest());
    return tokens
        .sign(content)
        .flatMap(
            token -> http.sendToOwn(OutboundRequest.head(url, Optional.of("Bearer " + token))));
  }

  private static Optional<Long> size(OutboundAnswer answer) {
    try {
      return answer.status() == 200
          ? answer
              .header("Content-Length")
              .map(Long::parseLong)
              .filter(size -> size >= 0 && size <= Values.LARGEST_BLOB)
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static ObjectNode event(Unsized blob, long size) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", UUID.randomUUID().toString())
            .put("timestamp", Instant.now().toString())
            .put("action", "push");
    event
        .putObject("target")
        .put("mediaType", "application/octet-stream")
        .put("repository", blob.repository())
        .put("digest", blob.digest())
        .put("size", size);
    return event;
  }

  private Uni<Void> later(Unsized blob) {
    if (blob.tries() + 1 >= MOST_TRIES) {
      LOG.warnf("The registry does not report the size of a blob of %s", blob.repository());
      given.increment();
      return forget(blob);
    }
    return pool.preparedQuery(LATER)
        .execute(Tuple.of(blob.digest(), (int) wait(blob.tries()).toSeconds()))
        .replaceWithVoid();
  }

  /** How long to wait after this many attempts. */
  static Duration wait(int tries) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(tries, 20));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
