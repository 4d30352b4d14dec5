package dev.wharfinger.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.activity.Stretch.Report;
import dev.wharfinger.config.Bound;
import dev.wharfinger.config.WharfingerSettings;
import dev.wharfinger.journal.JournalUnavailable;
import dev.wharfinger.journal.KafkaClients;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Puts reports on the topic, each on the partition of its repository, and on another one those that
 * could not be taken. A producer may block, so it has a thread of its own. What was sent twice
 * takes effect once, so a failure is no loss.
 */
@Singleton
class ActivityReports {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Bound(
      of = "record on <prefix>.activity.rejected",
      unit = "bytes",
      beyond = "kept without its text, which stays on <prefix>.activity as long as that keeps it",
      test = "PoisonedActivityIT.parksWhatIsTooLargeWithoutItsText")
  private static final int LARGEST_PARKED = 900_000;

  private final String topic;
  private final String rejected;
  private final String servers;
  private final Rejections rejections;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("activity-send").factory());
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  @Inject
  ActivityReports(
      WharfingerSettings settings,
      Rejections rejections,
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this.topic = ActivityTopics.reports(settings);
    this.rejected = ActivityTopics.rejected(settings);
    this.rejections = rejections;
    this.servers = servers;
  }

  /** Sends all of them, and is done when Kafka has all of them. */
  Uni<Void> send(List<? extends JsonNode> events) {
    return sendAll(
        events.stream()
            .map(event -> new ProducerRecord<>(topic, key(event), bytes(event.toString())))
            .toList());
  }

  /** Keeps what could not be taken, with the reason and where it stood. */
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
        : Uni.createFrom()
            .completionStage(() -> {
              CompletableFuture<Void> done = new CompletableFuture<>();
              thread.execute(() -> sendNow(records, done));
              return done;
            })
            .onFailure()
            .transform(failure -> new JournalUnavailable("reports cannot be sent", failure));
  }

  private void sendNow(List<ProducerRecord<byte[], byte[]>> records, CompletableFuture<Void> done) {
    try {
      KafkaProducer<byte[], byte[]> open = producer == null ? connect() : producer;
      producer = open;
      List<CompletableFuture<Long>> sent = new ArrayList<>(records.size());
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(KafkaClients.send(open, record).exceptionally(this::letGoIfTooLarge));
      }
      var _ =
          CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
              .whenComplete((_, failure) -> {
                if (failure == null) {
                  done.complete(null);
                } else {
                  done.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  /** What Kafka will never take is no reason to try for ever. */
  private Long letGoIfTooLarge(Throwable failure) {
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

  private KafkaProducer<byte[], byte[]> connect() {
    return KafkaClients.producer(
        servers, new ByteArraySerializer(), PATIENCE.dividedBy(2), PATIENCE, Map.of());
  }

  @PreDestroy
  void end() {
    thread.execute(() -> {
      if (producer != null) {
        producer.close(PATIENCE);
      }
    });
    thread.shutdown();
  }
}
