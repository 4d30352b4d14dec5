package dev.wharfinger.export;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.config.Settings;
import dev.wharfinger.export.LogExportEvent.LogExportFinished;
import dev.wharfinger.export.LogExportEvent.Notice;
import dev.wharfinger.http.Dates;
import dev.wharfinger.http.Json;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.mail.MailCodes;
import dev.wharfinger.outbound.OutboundHttp;
import dev.wharfinger.outbound.OutboundRequest;
import dev.wharfinger.outbound.Url;
import dev.wharfinger.schedule.Jobs;
import dev.wharfinger.schedule.Lease;
import dev.wharfinger.vault.Personal;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes queued exports readable and tells whoever is to know, one instance at a time. An address
 * that does not answer with 200 is called again for an hour. Source: contract neighbours 9.
 */
@Singleton
public class LogExports {

  private static final Logger LOG = Logger.getLogger(LogExports.class);
  private static final Duration LAST_RESORT = Duration.ofHours(1);
  private static final String NEXT =
      """
      SELECT x.id, x.export_id, x.starts, x.ends, x.code, x.callback_url, x.callback_email,
             x.requested, x.requester, r.subject_key AS requester_key, n.name AS account,
             n.subject_key AS account_key, p.name AS repository
      FROM log_export x JOIN namespace r ON r.id = x.requester
      JOIN namespace n ON n.id = x.namespace LEFT JOIN repository p ON p.id = x.repository
      WHERE x.finished IS NULL AND NOT x.id = ANY($1) ORDER BY x.id LIMIT 20
      """;

  private final Pool pool;
  private final Writes writes;
  private final Lease lease;
  private final Jobs jobs;
  private final OutboundHttp http;
  private final MailCodes codes;
  private final Settings settings;

  /** Exports whose address did not answer lately; they wait, and hold up no others. */
  private final Cache<Long, Boolean> failed =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

  @Inject
  LogExports(
      Pool pool,
      Writes writes,
      Lease lease,
      Jobs jobs,
      OutboundHttp http,
      MailCodes codes,
      Settings settings) {
    this.pool = pool;
    this.writes = writes;
    this.lease = lease;
    this.jobs = jobs;
    this.http = http;
    this.codes = codes;
    this.settings = settings;
  }

  /** Finishes what is queued. */
  @Scheduled(every = "2s", delayed = "4s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> work() {
    return jobs.run(
        "log-export",
        () ->
            pool.query("SELECT EXISTS (SELECT FROM log_export WHERE finished IS NULL)")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .flatMap(waits ->
                    waits ? lease.alone("log-export", this::round) : Uni.createFrom().voidItem()));
  }

  private Uni<Void> round() {
    return pool.preparedQuery(NEXT)
        .execute(Tuple.of(failed.asMap().keySet().toArray(Long[]::new)))
        .flatMap(rows ->
            Multi.createFrom()
                .items(StreamSupport.stream(rows.spliterator(), false))
                .onItem()
                .transformToUniAndConcatenate(this::finish)
                .collect()
                .last()
                .replaceWithVoid());
  }

  private Uni<Void> finish(Row row) {
    boolean stale =
        row.getOffsetDateTime("requested").toInstant().isBefore(Instant.now().minus(LAST_RESORT));
    return announced(row)
        .flatMap(
            announced -> announced || stale ? finish(row, announced) : Uni.createFrom().voidItem());
  }

  private Uni<Boolean> announced(Row row) {
    String url = row.getString("callback_url");
    if (url == null) {
      return Uni.createFrom().item(true);
    }
    return http.send(OutboundRequest.post(Url.parse(url), Buffer.buffer(report(row))))
        .map(answer -> answer.status() == 200)
        .onFailure()
        .recoverWithItem(false)
        .invoke(announced -> {
          if (!announced) {
            failed.put(row.getLong("id"), true);
            LOG.warnf("Nobody took the announcement of export %s", row.getUUID("export_id"));
          }
        });
  }

  private byte[] report(Row row) {
    Map<String, @Nullable Object> report = new HashMap<>();
    report.put("export_id", row.getUUID("export_id").toString());
    report.put("start_time", Dates.rfc2822(row.getOffsetDateTime("starts").toInstant()));
    report.put("end_time", Dates.rfc2822(row.getOffsetDateTime("ends").toInstant()));
    report.put("namespace", row.getString("account"));
    report.put("repository", row.getString("repository"));
    report.put(
        "exported_data_url",
        ExportedLogs.address(settings, codes, row.getUUID("export_id"), row.getUUID("code")));
    report.put("status", "success");
    return Json.line(report);
  }

  private Uni<Void> finish(Row row, boolean announced) {
    String email = row.getString("callback_email");
    UUID key = row.getUUID("requester_key");
    return writes
        .submitOwn(
            Instant.now(),
            new Finish(
                row.getLong("id"),
                row.getLong("requester"),
                announced,
                Optional.ofNullable(email).map(address -> new Personal.Known(address, key)),
                row.getUUID("export_id"),
                row.getUUID("code"),
                new Personal.Known(subject(row), row.getUUID("account_key"))))
        .replaceWithVoid();
  }

  /** Whose log it is, in the words of the mail. */
  private static String subject(Row row) {
    String repository = row.getString("repository");
    return row.getString("account") + (repository == null ? "" : "/" + repository);
  }

  /** Notes that an export can be read; one that is gone, with its account, needs no note. */
  record Finish(
      long export,
      long requester,
      boolean announced,
      Optional<? extends Personal> email,
      UUID exportId,
      UUID code,
      Personal account)
      implements Command<Boolean> {

    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery(
              "SELECT EXISTS (SELECT FROM log_export WHERE id = $1 AND finished IS NULL)")
          .execute(Tuple.of(export))
          .map(rows -> rows.iterator().next().getBoolean(0));
    }

    @Override
    public Decision decide(Boolean waits, Ids ids) {
      return waits
          ? Decision.accept(
              new LogExportFinished(
                  export,
                  announced,
                  email
                      .map(to -> new Notice(ids.next(), to, requester, exportId, code, account))
                      .orElse(null)))
          : Decision.accept();
    }
  }
}
