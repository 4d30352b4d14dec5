package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The journal as anybody can read it from the topic: the rule of the chain applied once more, from
 * its description and not from the product's code.
 */
public final class Chain {
  static final String CREATED = "organization-created.v1";
  static final String ADDRESS_CHANGED = "organization-invoice-address-changed.v1";

  private static final String NOTHING = "0".repeat(64);
  private static final String OPENING = "{\"hash\":\"";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  static {
    KAFKA.setLevel(Level.WARNING); // else every client prints its whole configuration
  }

  private final List<JsonNode> valid = new ArrayList<>();
  private String hash = NOTHING;
  private int voids;
  private int voidWishes;

  private Chain() {}

  /** Reads all there is; fails on a record whose bytes are not those that its hash was taken of. */
  public static Chain read(String bootstrapServers, String topicPrefix) {
    Chain chain = new Chain();
    TopicPartition journal = new TopicPartition(topicPrefix + ".journal", 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
      consumer.assign(List.of(journal));
      consumer.seekToBeginning(List.of(journal));
      long end = consumer.endOffsets(List.of(journal)).getOrDefault(journal, 0L);
      while (consumer.position(journal) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          chain.take(record.value());
        }
      }
    }
    return chain;
  }

  /** A consumer that sees the topic from its first record. */
  static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** The chain before its first record. */
  static Chain empty() {
    return new Chain();
  }

  /** Applies the rule to the next bytes on the topic. */
  void take(byte[] bytes) {
    Optional<JsonNode> record = recordOf(bytes);
    if (record.isPresent() && continues(record.get())) {
      valid.add(record.get());
      hash = record.get().path("hash").asText();
    } else {
      voids++;
      if (record.isPresent() && record.get().path("fingerprint").isTextual()) {
        voidWishes++;
      }
    }
  }

  private boolean continues(JsonNode record) {
    return record.path("seq").asLong() == valid.size() + 1L
        && record.path("prevHash").asText().equals(hash);
  }

  private static Optional<JsonNode> recordOf(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!text.startsWith(OPENING)) {
      return Optional.empty();
    }
    String body = "{" + text.substring(OPENING.length() + NOTHING.length() + 2);
    try {
      JsonNode record = JSON.readTree(text);
      assertThat(record.path("hash").asText())
          .as("the hash of record %s", record.path("seq"))
          .isEqualTo(sha256(body));
      return Optional.of(record);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The record of a body as an instance with this master key would write it. */
  public static String authentic(String body, String masterKey) {
    SecretKeySpec root = new SecretKeySpec(Base64.getDecoder().decode(masterKey), "HKDF");
    try {
      String keyed =
          "{\"macKey\":\""
              + HexFormat.of().formatHex(derive(root, "wharfinger/id", 8))
              + "\","
              + body.substring(1);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(derive(root, "wharfinger/journal-mac", 32), "HmacSHA256"));
      byte[] code = mac.doFinal(keyed.getBytes(StandardCharsets.UTF_8));
      String coded = "{\"mac\":\"" + HexFormat.of().formatHex(code) + "\"," + keyed.substring(1);
      return OPENING + sha256(coded) + "\"," + coded.substring(1);
    } catch (GeneralSecurityException failure) {
      throw new AssertionError("both algorithms are part of every Java 25 runtime", failure);
    }
  }

  private static byte[] derive(SecretKeySpec root, String purpose, int length)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract()
                .addSalt(new byte[0])
                .addIKM(root)
                .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length));
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException failure) {
      throw new AssertionError("SHA-256 is part of every Java runtime", failure);
    }
  }

  /** The valid records, from the first. */
  public List<JsonNode> valid() {
    return valid;
  }

  /** Records that do not continue the chain. */
  int voids() {
    return voids;
  }

  /** Those among them that a client's request under an {@code Idempotency-Key} led to. */
  int voidWishes() {
    return voidWishes;
  }

  /** How often each command stands in the chain. */
  Map<String, Integer> commands() {
    Map<String, Integer> count = new TreeMap<>();
    valid.forEach(record -> count.merge(record.path("commandId").asText(), 1, Integer::sum));
    return count;
  }

  /** How many events of a type, of whatever version, each organization has. */
  Map<String, Integer> eventsByOrganization(String type) {
    Map<String, Integer> count = new TreeMap<>();
    for (JsonNode record : valid) {
      for (JsonNode event : record.path("events")) {
        if (withoutVersion(event.path("type").asText()).equals(withoutVersion(type))) {
          count.merge(event.path("data").path("name").asText(), 1, Integer::sum);
        }
      }
    }
    return count;
  }

  private static String withoutVersion(String type) {
    return type.substring(0, type.lastIndexOf(".v"));
  }

  /** How many events have exactly this type. */
  long count(String type) {
    return valid.stream()
        .flatMap(record -> record.path("events").valueStream())
        .filter(event -> event.path("type").asText().equals(type))
        .count();
  }

  @Override
  public String toString() {
    return "a chain of " + valid.size() + " records, " + voids + " void";
  }
}
