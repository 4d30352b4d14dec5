package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.journal.ClientThread;
import dev.wharfinger.platform.journal.JournalUnavailable;
import dev.wharfinger.platform.journal.KafkaClients;
import dev.wharfinger.registries.activity.Stretch.Report;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts reports on the topic, keyed by repository, and rejected ones on another topic. A producer
 * may block, so it has its own thread. Reports are idempotent, so they can be sent again after a
 * failure.
 */
@Singleton
class ActivityReports {

  @Bound(
      of = "record on <prefix>.activity.rejected",
      unit = "bytes",
      beyond = "kept without its text, which stays on <prefix>.activity for that topic's retention",
      test = "PoisonedActivityIT.parksWhatIsTooLargeWithoutItsText")
  private static final int LARGEST_PARKED = 900_000;

  private final String topic;
  private final String rejected;
  private final Rejections rejections;
  private final ClientThread<KafkaProducer<byte[], byte[]>> producer;

  @Inject
  ActivityReports(WharfingerSettings settings, Rejections rejections, KafkaClients kafka) {
    this.topic = ActivityTopics.reports(settings);
    this.rejected = ActivityTopics.rejected(settings);
    this.rejections = rejections;
    this.producer =
        kafka.producer(
            "activity-send",
            new ByteArraySerializer(),
            KafkaClients.TIMEOUT.dividedBy(2),
            KafkaClients.TIMEOUT,
            Map.of());
  }

  /** Sends all of them; completes when Kafka has acknowledged them. */
  Uni<Void> send(List<? extends JsonNode> events) {
    return sendAll(
        events.stream()
            .map(event -> new ProducerRecord<>(topic, key(event), bytes(event.toString())))
            .toList());
  }

  /** Stores rejected reports, with the reason and their position. */
  Uni<Void> park(List<Report> reports) {
    return sendAll(reports.stream().map(this::parked).toList());
  }

  private ProducerRecord<byte[], byte[]> parked(Report report) {
    String reason =
        report.reading() instanceof Reading.Unreadable(Fault fault) ? fault.word() : "none";
    List<Header> headers =
        List.of(
            new RecordHeader("reason", bytes(reason)),
            new RecordHeader("partition", bytes(Integer.toString(report.partition()))),
            new RecordHeader("offset", bytes(Long.toString(report.record().offset()))));
    return new ProducerRecord<>(
        rejected,
        null,
        small(report.record().key()) ? report.record().key() : null,
        small(report.record().value()) ? report.record().value() : null,
        headers);
  }

  private static boolean small(byte @Nullable [] text) {
    return text != null && text.length <= LARGEST_PARKED;
  }

  private Uni<Void> sendAll(List<ProducerRecord<byte[], byte[]>> records) {
    return records.isEmpty()
        ? Uni.createFrom().voidItem()
        : producer
            .send(open -> sendNow(open, records))
            .replaceWithVoid()
            .onFailure()
            .transform(failure -> new JournalUnavailable("reports cannot be sent", failure));
  }

  private CompletableFuture<List<Long>> sendNow(
      KafkaProducer<byte[], byte[]> open, List<ProducerRecord<byte[], byte[]>> records) {
    List<CompletableFuture<Long>> sent = new ArrayList<>(records.size());
    for (ProducerRecord<byte[], byte[]> record : records) {
      sent.add(KafkaClients.send(open, record).exceptionally(this::skipIfTooLarge));
    }
    return KafkaClients.all(sent);
  }

  /** Does not retry for ever what Kafka will never accept. */
  private Long skipIfTooLarge(Throwable failure) {
    if (failure instanceof RecordTooLargeException) {
      Rejections.Tally tally = new Rejections.Tally();
      tally.add(Fault.TOO_LARGE);
      rejections.count(tally, 1);
      return -1L;
    }
    throw new IllegalStateException("not sent", failure);
  }

  private static byte[] key(JsonNode event) {
    return bytes(event.path("target").path("repository").asText(""));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @PreDestroy
  void end() {
    producer.close(KafkaClients.TIMEOUT);
  }
}
