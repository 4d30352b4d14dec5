package dev.wharfinger.records.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.yaml.snakeyaml.Yaml;

/**
 * A subscriber who knows {@code docs/asyncapi.yaml} and nothing else: where the messages are, which
 * kinds there are, and what the key, the headers and the payload of each look like.
 */
public final class FeedConsumer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory DRAFT_7 =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);

  private final JsonNode document;
  private final Map<String, String> messages = new TreeMap<>();
  private final Map<String, JsonSchema> schemas = new HashMap<>();

  public FeedConsumer() {
    try {
      document = JSON.valueToTree(new Yaml().load(Files.readString(Path.of("docs/asyncapi.yaml"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode channel = document.path("channels").path("audit");
    channel
        .path("messages")
        .properties()
        .forEach(link -> {
          String target = link.getValue().path("$ref").textValue();
          JsonNode message = document.at(target.substring(1));
          messages.put(message.path("name").textValue(), target);
        });
  }

  /**
   * A message as it came.
   *
   * @param faults what in it is not as the document says
   */
  public record Received(
      int partition,
      String key,
      Map<String, String> headers,
      JsonNode payload,
      List<String> faults) {

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** The topic of an installation. */
  public String topic(String prefix) {
    return document
        .path("channels")
        .path("audit")
        .path("address")
        .textValue()
        .replace("{prefix}", prefix);
  }

  /** The types that the document tells of. */
  public List<String> types() {
    return List.copyOf(messages.keySet());
  }

  /** Everything that is on the topic now, partition by partition. */
  public List<Received> read(String bootstrapServers, String prefix) {
    List<Received> received = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic(prefix)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          received.add(take(record));
        }
      }
    }
    return received;
  }

  private Received take(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    try {
      return take(record.partition(), record.key(), headers, JSON.readTree(record.value()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message held against the document. */
  public Received take(int partition, String key, Map<String, String> headers, JsonNode payload) {
    List<String> faults = new ArrayList<>();
    String message = messages.get(headers.getOrDefault("ce_type", ""));
    if (message == null) {
      faults.add("no message of this type: " + headers.get("ce_type"));
    } else {
      check(message + "/bindings/kafka/key", TextNode.valueOf(key), faults);
      check(message + "/headers", JSON.valueToTree(headers), faults);
      check(message + "/payload", payload, faults);
    }
    return new Received(partition, key, headers, payload, faults);
  }

  private void check(String schema, JsonNode value, List<String> faults) {
    schemas
        .computeIfAbsent(schema, this::compile)
        .validate(value)
        .forEach(fault -> faults.add(schema + ": " + fault));
  }

  private JsonSchema compile(String pointer) {
    ObjectNode root = JSON.createObjectNode();
    root.put("$ref", pointer).set("components", document.get("components"));
    return DRAFT_7.getSchema(root);
  }

  /** The ids that the events of a journal's records have. */
  public static Set<String> idsOf(List<JsonNode> journal) {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode record : journal) {
      for (int index = 0; index < record.get("events").size(); index++) {
        ids.add(record.get("hash").textValue() + "-" + index);
      }
    }
    return ids;
  }

  /** By first appearance, which is all that counts for whoever knows the ids he has seen. */
  public static void keepsItsOrder(List<Received> feed) {
    Map<String, List<Received>> byKey = new TreeMap<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Received message : feed) {
      if (seen.add(message.header("ce_id"))) {
        byKey.computeIfAbsent(message.key(), _ -> new ArrayList<>()).add(message);
      }
    }
    byKey.forEach((key, messages) ->
        assertThat(
                messages.stream()
                    .map(it ->
                        Long.parseLong(it.header("ce_journalseq")) * 10_000
                            + Long.parseLong(it.header("ce_journalindex"))))
            .as("key %s", key)
            .isSorted());
  }
}
