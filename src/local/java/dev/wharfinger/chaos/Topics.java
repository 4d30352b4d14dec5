package dev.wharfinger.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.chaos.Evidence.FeedMessage;
import dev.wharfinger.chaos.Evidence.JournalEntry;
import dev.wharfinger.chaos.Evidence.Written;
import dev.wharfinger.platform.journal.JournalFrame;
import dev.wharfinger.platform.journal.RecordMac;
import dev.wharfinger.platform.vault.MasterKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The journal and the audit feed as they lie on Kafka, from their first records. */
record Topics(String bootstrapServers, String masterKey) {
  private static final Duration POLL = Duration.ofSeconds(1);

  List<JournalEntry> journal() {
    RecordMac macs = new RecordMac(MasterKey.fromBase64(masterKey));
    return read(Servers.PREFIX + ".journal", record -> entry(record, macs));
  }

  List<FeedMessage> feed() {
    return read(
        Servers.PREFIX + ".audit",
        record ->
            new FeedMessage(
                header(record, "ce_id"),
                Long.parseLong(header(record, "ce_journalseq")),
                Integer.parseInt(header(record, "ce_journalindex")),
                header(record, "ce_journalprevhash")));
  }

  private <T> List<T> read(String topic, Function<ConsumerRecord<byte[], byte[]>, T> take) {
    List<T> taken = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(POLL).forEach(record -> taken.add(take.apply(record)));
      }
    }
    return taken;
  }

  private static JournalEntry entry(ConsumerRecord<byte[], byte[]> record, RecordMac macs) {
    Optional<JournalFrame> frame = JournalFrame.read(record.value(), macs);
    if (frame.isEmpty()) {
      return new JournalEntry(record.offset(), false, 0, "", "", "", 0, 0, List.of());
    }
    JsonNode body = frame.get().body();
    List<Written> writes = new ArrayList<>();
    body.path("events").forEach(event -> written(event).ifPresent(writes::add));
    return new JournalEntry(
        record.offset(),
        true,
        frame.get().seq(),
        frame.get().prevHash(),
        frame.get().hash(),
        body.path("commandId").asText(),
        body.path("nextId").asLong(),
        body.path("events").size(),
        writes);
  }

  /** The write of a register that an event tells of. */
  private static Optional<Written> written(JsonNode event) {
    JsonNode data = event.path("data");
    String quota = "quota/" + data.path("quota").asText();
    String limit = data.path("limitBytes").asText();
    return switch (event.path("type").asText()) {
      case "organization-created.v1" ->
          Optional.of(
              new Written(
                  "organization/" + data.path("name").asText(),
                  Operation.PRESENT,
                  Optional.empty()));
      case "quota-created.v1" -> Optional.of(new Written(quota, limit, Optional.empty()));
      case "quota-changed.v1" ->
          Optional.of(
              new Written(quota, limit, Optional.of(data.path("previousLimitBytes").asText())));
      default -> Optional.empty();
    };
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "0" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
