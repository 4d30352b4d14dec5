package dev.wharfinger.records.feed;

import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.journal.Areas;
import dev.wharfinger.platform.journal.ChainReader;
import dev.wharfinger.platform.journal.Journal;
import dev.wharfinger.platform.journal.JournalDataLoss;
import dev.wharfinger.platform.journal.JournalFrame;
import dev.wharfinger.platform.journal.RecordCodec;
import dev.wharfinger.platform.journal.ValidRecords;
import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.journal.WriterState;
import dev.wharfinger.platform.metric.Metric;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKeys;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes the valid journal as the audit feed, one instance at a time. Source: docs/feed.md.
 *
 * <p>A stretch is read, published and acknowledged by Kafka; only then is the position moved,
 * together with the state of the entities after it. After a crash in between, the same stretch is
 * published again, from the same state, with the same ids.
 */
@Singleton
public class RelayJournal {

  private static final String JOB = "audit-feed";

  private static final Metric LAG =
      Metric.gauge(
          "wharfinger.feed.lag",
          "records",
          "Records of the journal that are not on the audit feed yet.");
  private static final Metric PUBLISHED =
      Metric.counter(
          "wharfinger.feed.published",
          "messages",
          "Messages that this instance published on the audit feed.");

  private final Pool pool;
  private final Journal journal;
  private final ChainReader chain;
  private final Writer writer;
  private final SubjectKeys keys;
  private final AuditTopic topic;
  private final AuditPublisher publisher;
  private final Lease lease;
  private final boolean wanted;
  private final AuditEvents events;
  private final AtomicLong lag = new AtomicLong();
  private final Counter published;
  private volatile String topicId = "";

  @Inject
  RelayJournal(
      Pool pool,
      Journal journal,
      Writer writer,
      Areas areas,
      RecordCodec codec,
      SubjectKeys keys,
      MasterKeys masters,
      WharfingerSettings settings,
      AuditTopic topic,
      AuditPublisher publisher,
      Lease lease,
      MeterRegistry meters) {
    this.pool = pool;
    this.journal = journal;
    this.chain = new ChainReader(journal, codec);
    this.writer = writer;
    this.keys = keys;
    this.topic = topic;
    this.publisher = publisher;
    this.lease = lease;
    this.wanted = settings.auditFeed();
    this.events =
        new AuditEvents(
            areas,
            codec,
            "/wharfinger/" + settings.topicPrefix(),
            masters.keys(KeyPurpose.AUDIT_DIGESTS)::current,
            settings.auditPersonalData());
    LAG.observe(meters, lag, AtomicLong::get);
    this.published = PUBLISHED.count(meters);
  }

  void schedule(@Observes Schedule schedule) {
    if (wanted) {
      Duration often = Duration.ofSeconds(1);
      schedule.every(often, often, JOB, this::isPossible, this::look);
    }
  }

  private boolean isPossible() {
    return !(writer.state() instanceof WriterState.Starting);
  }

  /** Checks whether the feed is up to date with the journal, and publishes what is missing. */
  private Uni<Void> look() {
    return isCaughtUp().flatMap(level -> level ? nothing() : lease.alone(JOB, this::relay));
  }

  private Uni<Boolean> isCaughtUp() {
    return Uni.combine()
        .all()
        .unis(AuditPosition.read(pool), journal.endOffset(), topic.id())
        .asTuple()
        .map(found -> {
          AuditPosition position = found.getItem1();
          lag.set(found.getItem2() - position.next());
          return position.next() == found.getItem2()
              && found.getItem3().filter(position.topicId()::equals).isPresent();
        });
  }

  private Uni<Void> relay() {
    return topic
        .open()
        .invoke(opened -> topicId = opened)
        .flatMap(_ ->
            Multi.createBy()
                .repeating()
                .uni(() -> AuditPosition.read(pool).flatMap(this::step))
                .whilst(level -> !level)
                .collect()
                .last())
        .replaceWithVoid();
  }

  /** Publishes one stretch; returns whether the feed is up to date then. */
  private Uni<Boolean> step(AuditPosition at) {
    return at.topicId().equals(topicId)
        ? journal.endOffset().flatMap(end -> towards(at, end))
        : beginAnew(at).replaceWith(false);
  }

  /** A new or replaced topic gets everything from the beginning. */
  private Uni<Void> beginAnew(AuditPosition at) {
    return pool.withTransaction(connection ->
        at.moveTo(connection, AuditPosition.beginning(topicId))
            .flatMap(_ -> connection.query("DELETE FROM vault.audit_entity").execute())
            .replaceWithVoid());
  }

  private Uni<Boolean> towards(AuditPosition at, long end) {
    lag.set(end - at.next());
    if (end < at.next()) {
      return Uni.createFrom().failure(JournalDataLoss.endsAt(end, at.next()));
    }
    return end == at.next()
        ? Uni.createFrom().item(true)
        : chain
            .read(at.seq(), at.hash(), at.next(), end)
            .emitOn(Infrastructure.getDefaultWorkerPool())
            .flatMap(valid -> publish(at, valid))
            .map(next -> next == end);
  }

  private Uni<Long> publish(AuditPosition at, ValidRecords valid) {
    AuditPosition reached = new AuditPosition(topicId, valid.seq(), valid.hash(), valid.next());
    return pool.withTransaction(
            connection -> AuditedEntities.load(connection, events.needs(valid.frames())))
        .flatMap(entities ->
            keys.find(needed(valid.frames(), entities))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> events.of(valid.frames(), entities, found))
                .flatMap(messages ->
                    publisher
                        .publish(topic.name(), messages)
                        .invoke(() -> published.increment(messages.size())))
                .flatMap(_ ->
                    pool.withTransaction(connection ->
                        at.moveTo(connection, reached).flatMap(_ -> entities.store(connection)))))
        .replaceWith(reached.next());
  }

  private static Set<UUID> needed(List<JournalFrame> frames, AuditedEntities entities) {
    Set<UUID> needed = new HashSet<>(entities.keys());
    frames.forEach(frame -> needed.addAll(RecordCodec.keysOf(frame.body())));
    return needed;
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
