package dev.wharfinger.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Shows the audit feed of a running {@code ./run}: a line for each event, with who did it and what
 * changed.
 *
 * @param topic name of the feed's topic
 */
record FeedTail(String bootstrapServers, String topic) {
  private static final Duration POLL = Duration.ofMillis(200);

  /** The feed is a moment behind the journal; after that long without news it has ended. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private static final ObjectMapper JSON = new ObjectMapper();

  static FeedTail of(Path folder) throws IOException {
    JournalTail journal = JournalTail.of(folder, Map.of());
    return new FeedTail(
        journal.bootstrapServers(), journal.topic().replaceFirst("journal$", "audit"));
  }

  /** Prints what is there and what comes, until the process is ended or, once, nothing comes. */
  void print(PrintStream out, PrintStream err, boolean once) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      consumer.assign(
          partitions.stream().map(it -> new TopicPartition(topic, it.partition())).toList());
      consumer.seekToBeginning(List.of());
      long silentSince = System.nanoTime();
      while (!once || System.nanoTime() - silentSince < SILENCE.toNanos()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          line(record)
              .ifPresentOrElse(
                  out::println,
                  () ->
                      err.printf(
                          "partition %d, offset %d: no message of the feed, left out%n",
                          record.partition(), record.offset()));
          silentSince = System.nanoTime();
        }
      }
    } catch (TimeoutException e) {
      throw new RunFailure("Kafka does not answer at " + bootstrapServers + "; is ./run running?");
    }
  }

  /** Empty for what somebody else has put on the topic. */
  private static Optional<String> line(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null || record.headers().lastHeader("ce_type") == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          line(
              header(record, "ce_time"),
              header(record, "ce_type"),
              header(record, "ce_subject"),
              JSON.readTree(record.value())));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** The name, or without personal data the account. */
  private static String who(JsonNode actor) {
    JsonNode name = actor.path("name");
    if (name.isTextual() && !isDigest(name)) {
      return name.textValue();
    }
    return actor.path("account").isIntegralNumber()
        ? "account/" + actor.path("account").longValue()
        : "nobody";
  }

  private static boolean isDigest(JsonNode value) {
    return value.textValue().startsWith("hmac-sha256:");
  }

  /** An event as a line. */
  static String line(String time, String type, String subject, JsonNode data) {
    StringBuilder line = new StringBuilder(time);
    line.append(' ').append(type.replaceFirst("^dev\\.wharfinger\\.", ""));
    line.append(' ').append(subject);
    JsonNode namespace = data.at("/namespace/name");
    if (namespace.isTextual()) {
      line.append(" of ").append(namespace.textValue());
    }
    JsonNode actor = data.path("actor");
    line.append(" by ").append(who(actor));
    if (actor.path("address").isTextual() && !isDigest(actor.path("address"))) {
      line.append(" from ").append(actor.path("address").textValue());
    }
    List<String> changes = new ArrayList<>();
    for (JsonNode change : data.path("changes")) {
      List<String> fields = new ArrayList<>();
      change
          .path("fields")
          .properties()
          .forEach(field ->
              fields.add(
                  field.getKey()
                      + " "
                      + field.getValue().path("before")
                      + " -> "
                      + field.getValue().path("after")));
      changes.add(
          change.path("entity").asText()
              + " "
              + change.path("action").asText()
              + (fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")"));
    }
    return line.append(changes.isEmpty() ? "" : ": " + String.join("; ", changes)).toString();
  }
}
