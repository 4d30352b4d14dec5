package dev.wharfinger.local;

import dev.wharfinger.platform.journal.JournalFrame;
import dev.wharfinger.platform.journal.RecordMac;
import dev.wharfinger.platform.vault.FormerKeySearch;
import dev.wharfinger.platform.vault.KeyLog;
import dev.wharfinger.platform.vault.MasterKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Shows the journal of a running {@code ./run} as it lies on Kafka: one JSON object a line,
 * personal data sealed. What no holder of the master key wrote is left out.
 *
 * @param topic name of the journal topic
 * @param keyTopic name of the topic of keys, which tells of earlier master keys
 * @param masterKey in base64; empty where it is not known, and then nothing can be told apart
 * @param previous the master key that it replaces, during a rotation
 */
record JournalTail(
    String bootstrapServers,
    String topic,
    String keyTopic,
    String masterKey,
    Optional<String> previous) {
  private static final String FILE = "journal-address";
  private static final Duration POLL = Duration.ofMillis(200);

  /** Leaves the address for a later {@link #of}. */
  static void write(Path folder, Map<String, String> settings) throws IOException {
    Files.write(
        folder.resolve(FILE),
        List.of(
            settings.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", ""),
            settings.getOrDefault("WHARFINGER_TOPIC_PREFIX", StackAddresses.DEFAULT_NAME)
                + ".journal"));
  }

  static JournalTail of(Path folder, Map<String, String> environment) throws IOException {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(FILE));
      String given = environment.getOrDefault("WHARFINGER_MASTER_KEY", "");
      String topic = lines.getLast();
      return new JournalTail(
          lines.getFirst(),
          topic,
          topic.substring(0, topic.length() - "journal".length()) + "keys",
          given.isBlank() ? MasterKey.known(folder).orElse("") : given,
          given.isBlank()
              ? MasterKey.previous(folder)
              : Optional.ofNullable(environment.get(ServiceCommand.PREVIOUS_KEY)));
    } catch (NoSuchFileException e) {
      throw new RunFailure("no ./run has been started on " + folder.toAbsolutePath());
    }
  }

  /** Prints what is there, and then, if asked to, what comes, until the process is ended. */
  void print(PrintStream out, PrintStream err, boolean follow) {
    if (masterKey.isBlank()) {
      throw new RunFailure("set WHARFINGER_MASTER_KEY, as ./run --external was given it");
    }
    MasterKeys masters =
        new MasterKeys(
            dev.wharfinger.platform.vault.MasterKey.fromBase64(masterKey),
            previous.map(dev.wharfinger.platform.vault.MasterKey::fromBase64));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      FormerKeySearch former = new FormerKeySearch(masters);
      if (consumer.listTopics().containsKey(keyTopic)) {
        read(consumer, keyTopic, false, record -> former.look(entry(record)));
      }
      var _ = former.end();
      RecordMac macs = new RecordMac(masters);
      read(consumer, topic, follow, record -> print(record, macs, out, err));
    } catch (TimeoutException e) {
      throw new RunFailure("Kafka does not answer at " + bootstrapServers + "; is ./run running?");
    }
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer,
      String topic,
      boolean follow,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(Set.of(partition));
    consumer.seekToBeginning(Set.of(partition));
    long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    while (follow || consumer.position(partition) < end) {
      consumer.poll(POLL).forEach(each);
    }
  }

  private static KeyLog.Entry entry(ConsumerRecord<byte[], byte[]> record) {
    byte[] name = record.key() == null ? new byte[0] : record.key();
    byte[] value = record.value() == null ? new byte[0] : record.value();
    return new KeyLog.Entry(record.offset(), new String(name, StandardCharsets.UTF_8), value);
  }

  private static void print(
      ConsumerRecord<byte[], byte[]> record, RecordMac macs, PrintStream out, PrintStream err) {
    byte[] bytes = record.value() == null ? new byte[0] : record.value();
    if (JournalFrame.read(bytes, macs).isPresent()) {
      out.println(new String(bytes, StandardCharsets.UTF_8));
    } else {
      err.printf(
          "offset %d: %d bytes without a valid MAC, left out%n", record.offset(), bytes.length);
    }
  }
}
