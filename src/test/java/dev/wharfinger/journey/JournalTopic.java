package dev.wharfinger.journey;

import dev.wharfinger.local.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of a journal on the shared Kafka, in the hands of whoever may write there. */
record JournalTopic(String name) {

  /** The records, of which there are at least so many. */
  List<byte[]> records(int least) {
    TopicPartition journal = new TopicPartition(name, 0);
    List<byte[]> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        Chain.consumer(LocalStack.shared().bootstrapServers())) {
      consumer.assign(List.of(journal));
      consumer.seekToBeginning(List.of(journal));
      while (records.size() < least) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> records.add(record.value()));
      }
    }
    return records;
  }

  /** Puts another topic of the same name and configuration in its place. */
  void replace(List<byte[]> records) throws Exception {
    try (Admin admin = Admin.create(kafka())) {
      admin.deleteTopics(List.of(name)).all().get();
      Waiting.until("the topic is gone", () -> !names(admin).contains(name));
      Map<String, String> lasting =
          Map.of(
              TopicConfig.RETENTION_MS_CONFIG, "-1",
              TopicConfig.RETENTION_BYTES_CONFIG, "-1",
              TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(16 * 1024 * 1024));
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(lasting))).all().get();
    }
    append(records);
  }

  void append(List<byte[]> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (byte[] record : records) {
        var _ = producer.send(new ProducerRecord<>(name, 0, null, record)).get();
      }
    }
  }

  private static Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", LocalStack.shared().bootstrapServers());
  }

  private static Set<String> names(Admin admin) {
    try {
      return admin.listTopics().names().get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new AssertionError("topics cannot be listed", failure);
    }
  }
}
