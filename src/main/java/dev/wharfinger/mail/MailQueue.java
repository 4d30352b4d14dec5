package dev.wharfinger.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.mail.MailEvent.MailGivenUp;
import dev.wharfinger.mail.MailEvent.MailSent;
import dev.wharfinger.schedule.Jobs;
import dev.wharfinger.schedule.Lease;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Sends the mails that events asked for, at least once each and by one instance at a time. A mail
 * server that fails delays mails and nothing else; after a day a mail is given up.
 */
@Singleton
public class MailQueue {

  private static final Logger LOG = Logger.getLogger(MailQueue.class);
  private static final int ROUND = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LAST_RESORT = Duration.ofDays(1);
  private static final String NEXT =
      """
      SELECT id, kind, address, code, about, created FROM mail
      WHERE NOT id = ANY($1) ORDER BY id LIMIT $2
      """;

  private final Pool pool;
  private final Writes writes;
  private final Lease lease;
  private final Jobs jobs;
  private final MailText text;
  private final ReactiveMailer mailer;
  private final boolean on;

  /** Mails that were taken, which the journal may not know yet: they are not sent again. */
  private final Cache<Long, Boolean> taken =
      Caffeine.newBuilder().expireAfterWrite(LAST_RESORT).build();

  /** Mails that failed lately; they wait, and hold up no others. */
  private final Cache<Long, Boolean> failed =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

  @Inject
  MailQueue(
      Pool pool,
      Writes writes,
      Lease lease,
      Jobs jobs,
      MailText text,
      ReactiveMailer mailer,
      Settings settings) {
    this.pool = pool;
    this.writes = writes;
    this.lease = lease;
    this.jobs = jobs;
    this.text = text;
    this.mailer = mailer;
    this.on = settings.featureMailing();
  }

  /** Sends what waits. */
  @Scheduled(every = "2s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> send() {
    if (!on) {
      return Uni.createFrom().voidItem();
    }
    return jobs.run(
        "mail",
        () ->
            waits()
                .flatMap(waits ->
                    waits ? lease.alone("mail", this::round) : Uni.createFrom().voidItem()));
  }

  private Uni<Boolean> waits() {
    return pool.query("SELECT EXISTS (SELECT FROM mail)")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private Uni<Void> round() {
    Long[] waiting = failed.asMap().keySet().toArray(Long[]::new);
    return pool.preparedQuery(NEXT)
        .execute(Tuple.of(waiting, ROUND))
        .flatMap(rows ->
            Multi.createFrom()
                .items(StreamSupport.stream(rows.spliterator(), false))
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .collect()
                .last()
                .replaceWithVoid());
  }

  private Uni<Void> send(Row row) {
    long mail = row.getLong("id");
    boolean stale =
        row.getOffsetDateTime("created").toInstant().isBefore(Instant.now().minus(LAST_RESORT));
    return (taken.getIfPresent(mail) == null ? hand(row, mail) : Uni.createFrom().item(true))
        .flatMap(sent -> {
          if (sent) {
            return done(new Finish(new MailSent(mail)));
          }
          return stale ? done(new Finish(new MailGivenUp(mail))) : Uni.createFrom().voidItem();
        });
  }

  /** Whether the mail server takes it. */
  private Uni<Boolean> hand(Row row, long mail) {
    return mailer
        .send(
            text.compose(
                MailKind.valueOf(row.getString("kind")),
                row.getString("address"),
                row.getUUID("code"),
                (JsonObject) row.getJson("about")))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(_ -> {
          taken.put(mail, true);
          return true;
        })
        .onFailure()
        .recoverWithItem(failure -> {
          failed.put(mail, true);
          LOG.warnf("Mail %d was not taken: %s", mail, failure.getClass().getName());
          return false;
        });
  }

  private Uni<Void> done(Finish command) {
    return writes.submitOwn(Instant.now(), command).replaceWithVoid();
  }

  /** Notes what became of a mail; one that is gone, with its recipient, needs no note. */
  record Finish(MailEvent event) implements Command<Boolean> {

    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT EXISTS (SELECT FROM mail WHERE id = $1)")
          .execute(Tuple.of(event.mail()))
          .map(rows -> rows.iterator().next().getBoolean(0));
    }

    @Override
    public Decision decide(Boolean waits, Ids ids) {
      return waits ? Decision.accept(event) : Decision.accept();
    }
  }
}
