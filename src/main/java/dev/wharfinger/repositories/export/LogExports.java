package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.outbound.OutboundHttp;
import dev.wharfinger.platform.outbound.OutboundRequest;
import dev.wharfinger.platform.outbound.Url;
import dev.wharfinger.platform.schedule.Attempts;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.schedule.Waits;
import dev.wharfinger.platform.schedule.WorkQueue;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportFinished;
import dev.wharfinger.repositories.export.LogExportEvent.Notice;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes queued exports readable and notifies their recipients, one instance at a time. A callback
 * URL that does not answer with 200 is retried for an hour, then the export is parked; exports of
 * other requesters do not wait for it. Source: contract neighbours 9.
 */
@Singleton
public class LogExports implements WorkQueue {

  private static final String NAME = "log-export";

  /** The notification is retried for an hour. */
  @Bound(
      of = "calls to the callback address of an export, the last one an hour after the first",
      unit = "calls",
      beyond = "the export is parked",
      test = "ExportWaitsTest.anExportIsParkedAfterAnHour")
  static final int TRIES = 8;

  static final Waits WAITS = new Waits(Duration.ofSeconds(30), Duration.ofMinutes(30), TRIES);

  @Bound(
      of = "time that a callback of an export may take, including the DNS lookup",
      unit = "seconds",
      beyond = "it is retried later",
      test = "SlowReceiversApiTest.aSlowReceiverHoldsUpItsOwnExportsAlone")
  static final int CALL_SECONDS = 10;

  @Bound(
      of = "concurrent callbacks of exports",
      unit = "calls",
      beyond = "the rest wait for their requester's turn",
      test = "SlowReceiversApiTest.aSlowReceiverHoldsUpItsOwnExportsAlone")
  static final int AT_ONCE = 16;

  @Bound(
      of = "concurrent callbacks of exports for one requester",
      unit = "calls",
      beyond = "the rest wait",
      test = "SlowReceiversApiTest.aSlowReceiverHoldsUpItsOwnExportsAlone")
  static final int AT_ONCE_FOR_ONE = 2;

  /** The requesters in turn; $1 how many per requester, $2 how many in total. */
  private static final String NEXT =
      """
      SELECT x.id, x.export_id, x.starts, x.ends, x.code, x.callback_url, x.callback_email,
             x.requester, r.subject_key AS requester_key, n.name AS account,
             n.subject_key AS account_key, p.name AS repository
      FROM (
        SELECT id, export_id, starts, ends, code, callback_url, callback_email, requester,
               namespace, repository,
               row_number() OVER (PARTITION BY requester ORDER BY id) AS turn
        FROM log_export WHERE finished IS NULL AND %s) x
      JOIN namespace r ON r.id = x.requester
      JOIN namespace n ON n.id = x.namespace LEFT JOIN repository p ON p.id = x.repository
      WHERE x.turn <= $1 ORDER BY x.turn, x.id LIMIT $2
      """
          .formatted(Attempts.due(NAME, "log_export.id"));

  private static final String ONE =
      """
      SELECT x.id, x.export_id, x.code, x.callback_email, x.requester,
             r.subject_key AS requester_key, n.name AS account, n.subject_key AS account_key,
             p.name AS repository
      FROM log_export x JOIN namespace r ON r.id = x.requester
      JOIN namespace n ON n.id = x.namespace LEFT JOIN repository p ON p.id = x.repository
      WHERE x.id = $1 AND x.finished IS NULL
      """;

  private static final String WAITS_ANY =
      "SELECT EXISTS (SELECT FROM log_export WHERE finished IS NULL AND "
          + Attempts.due(NAME, "log_export.id")
          + ")";

  private final Pool pool;
  private final Writes writes;
  private final Lease lease;
  private final Attempts attempts;
  private final OutboundHttp http;
  private final MailCodes codes;
  private final Settings settings;

  @Inject
  LogExports(
      Pool pool,
      Writes writes,
      Lease lease,
      Attempts attempts,
      OutboundHttp http,
      MailCodes codes,
      Settings settings) {
    this.pool = pool;
    this.writes = writes;
    this.lease = lease;
    this.attempts = attempts;
    this.http = http;
    this.codes = codes;
    this.settings = settings;
  }

  void schedule(@Observes Schedule schedule) {
    schedule.every(Duration.ofSeconds(2), Duration.ofSeconds(4), NAME, this::work);
  }

  /** Processes what is queued. */
  private Uni<Void> work() {
    return pool.query(WAITS_ANY)
        .execute()
        .map(rows -> OneRow.of(rows).getBoolean(0))
        .flatMap(waits -> waits ? lease.alone(NAME, this::round) : Uni.createFrom().voidItem());
  }

  private Uni<Void> round() {
    return pool.preparedQuery(NEXT)
        .execute(Tuple.of(AT_ONCE_FOR_ONE, AT_ONCE))
        .flatMap(rows ->
            attempts.each(
                this, rows, AT_ONCE, row -> Long.toString(row.getLong("id")), this::complete));
  }

  private Uni<Void> complete(Row row) {
    return announced(row)
        .flatMap(_ -> finish(row, true))
        .flatMap(_ -> attempts.done(this, Long.toString(row.getLong("id"))));
  }

  /** Notifies the requester's callback URL, if any. */
  private Uni<Void> announced(Row row) {
    String url = row.getString("callback_url");
    if (url == null) {
      return Uni.createFrom().voidItem();
    }
    return http.send(OutboundRequest.post(Url.parse(url), Buffer.buffer(report(row))))
        .ifNoItem()
        .after(Duration.ofSeconds(CALL_SECONDS))
        .fail()
        .invoke(answer -> {
          if (answer.status() != 200) {
            throw new NotTaken();
          }
        })
        .replaceWithVoid();
  }

  /** The receiver answered with something other than 200. */
  private static final class NotTaken extends RuntimeException {
    NotTaken() {
      super("not taken", null, false, false);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Waits waits() {
    return WAITS;
  }

  /** Finishes it without the callback: it can be read, and a requested mail is sent. */
  @Override
  public Uni<Boolean> drop(String item) {
    return pool.preparedQuery(ONE)
        .execute(Tuple.of(Long.parseLong(item)))
        .flatMap(
            rows -> rows.size() == 0 ? Uni.createFrom().voidItem() : finish(OneRow.of(rows), false))
        .replaceWith(true);
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
                new AccountId(row.getLong("requester")),
                announced,
                Optional.ofNullable(email).map(address -> new Personal.Known(address, key)),
                row.getUUID("export_id"),
                row.getUUID("code"),
                new Personal.Known(subject(row), row.getUUID("account_key"))))
        .replaceWithVoid();
  }

  /** Whose log it is, as worded in the mail. */
  private static String subject(Row row) {
    String repository = row.getString("repository");
    return row.getString("account") + (repository == null ? "" : "/" + repository);
  }

  /** Records that an export can be read; nothing to record if it was deleted with its account. */
  record Finish(
      long export,
      AccountId requester,
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
          .map(rows -> OneRow.of(rows).getBoolean(0));
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
