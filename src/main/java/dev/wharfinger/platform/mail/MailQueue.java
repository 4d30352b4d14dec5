package dev.wharfinger.platform.mail;

import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailEvent.MailGivenUp;
import dev.wharfinger.platform.mail.MailEvent.MailSent;
import dev.wharfinger.platform.schedule.Attempts;
import dev.wharfinger.platform.schedule.CannotBeDone;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.schedule.Waits;
import dev.wharfinger.platform.schedule.WorkQueue;
import dev.wharfinger.platform.sql.OneRow;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends the mails that events requested, at least once each and by one instance at a time. A mail
 * that fails does not block others; after a day of growing delays it is parked.
 */
@Singleton
public class MailQueue implements WorkQueue {

  private static final String NAME = "mail";
  private static final int ROUND = 32;
  private static final int AT_ONCE = 8;

  @Bound(
      of = "time that a mail server may take to accept a mail",
      unit = "seconds",
      beyond = "the mail is retried later",
      test = "ParkedWorkApiTest.aMailThatCannotBeSentHoldsUpNoOther")
  private static final int TIMEOUT_SECONDS = 20;

  /** After a day a mail is parked. */
  @Bound(
      of = "attempts to send a mail, the last one a day after the first",
      unit = "attempts",
      beyond = "the mail is parked",
      test = "MailWaitsTest.aMailIsParkedAfterADay")
  static final int TRIES = 52;

  static final Waits WAITS = new Waits(Duration.ofMinutes(1), Duration.ofMinutes(30), TRIES);

  /** The mails that are due, taking the accounts that they are sent for in turn. */
  private static final String NEXT =
      """
      SELECT id, kind, address, code, about FROM (
        SELECT id, kind, address, code, about,
               row_number() OVER (PARTITION BY coalesce(sender, account) ORDER BY id) AS turn
        FROM mail WHERE address <> ALL ($2) AND %s) m
      ORDER BY turn, id LIMIT $1
      """
          .formatted(Attempts.due(NAME, "mail.id"));

  private static final String WAITS_ANY =
      "SELECT EXISTS (SELECT FROM mail WHERE " + Attempts.due(NAME, "mail.id") + ")";

  private final Pool pool;
  private final Writes writes;
  private final Lease lease;
  private final Attempts attempts;
  private final MailText text;
  private final ReactiveMailer mailer;
  private final boolean on;

  private final SentMails sent = new SentMails();

  @Inject
  MailQueue(
      Pool pool,
      Writes writes,
      Lease lease,
      Attempts attempts,
      MailText text,
      ReactiveMailer mailer,
      Settings settings) {
    this.pool = pool;
    this.writes = writes;
    this.lease = lease;
    this.attempts = attempts;
    this.text = text;
    this.mailer = mailer;
    this.on = settings.featureMailing();
  }

  void schedule(@Observes Schedule schedule) {
    if (on) {
      schedule.every(Duration.ofSeconds(2), Duration.ofSeconds(3), NAME, this::send);
    }
  }

  /** Sends what is due. */
  private Uni<Void> send() {
    return isAnyDue()
        .flatMap(waits -> waits ? lease.alone(NAME, this::round) : Uni.createFrom().voidItem());
  }

  private Uni<Boolean> isAnyDue() {
    return pool.query(WAITS_ANY).execute().map(rows -> OneRow.of(rows).getBoolean(0));
  }

  private Uni<Void> round() {
    return pool.preparedQuery(NEXT)
        .execute(Tuple.of(ROUND, sent.throttledAddresses()))
        .flatMap(rows ->
            attempts.each(
                this, rows, AT_ONCE, row -> Long.toString(row.getLong("id")), this::send));
  }

  private Uni<Void> send(Row row) {
    long mail = row.getLong("id");
    String address = row.getString("address");
    if (!sent.another(address)) {
      return Uni.createFrom().voidItem();
    }
    return (sent.isAccepted(mail) ? Uni.createFrom().voidItem() : hand(row))
        .onFailure()
        .invoke(() -> sent.notSent(address))
        .invoke(() -> sent.accept(mail))
        .flatMap(_ -> done(new Finish(new MailSent(mail))))
        .invoke(() -> sent.recorded(mail))
        .flatMap(_ -> attempts.done(this, Long.toString(mail)));
  }

  /** Passes it to the mail server, unless its address is invalid. */
  private Uni<Void> hand(Row row) {
    String address = row.getString("address");
    if (!EmailAddress.isValid(address)) {
      return Uni.createFrom().failure(new CannotBeDone("not an e-mail address"));
    }
    return mailer
        .send(
            text.compose(
                MailKind.valueOf(row.getString("kind")),
                address,
                row.getUUID("code"),
                (JsonObject) row.getJson("about")))
        .ifNoItem()
        .after(Duration.ofSeconds(TIMEOUT_SECONDS))
        .fail();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Waits waits() {
    return WAITS;
  }

  @Override
  public Uni<Boolean> drop(String item) {
    return done(new Finish(new MailGivenUp(Long.parseLong(item)))).replaceWith(true);
  }

  private Uni<Void> done(Finish command) {
    return writes.submitOwn(Instant.now(), command).replaceWithVoid();
  }

  /** Records the outcome of a mail; nothing to record if it was deleted with its recipient. */
  record Finish(MailEvent event) implements Command<Boolean> {

    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT EXISTS (SELECT FROM mail WHERE id = $1)")
          .execute(Tuple.of(event.mail()))
          .map(rows -> OneRow.of(rows).getBoolean(0));
    }

    @Override
    public Decision decide(Boolean waits, Ids ids) {
      return waits ? Decision.accept(event) : Decision.accept();
    }
  }
}
