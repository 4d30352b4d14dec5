package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands on the topic of reports and cannot be taken is parked, and the rest goes on. */
class PoisonedActivityIT {

  private static final Path FOLDER = Path.of("target", "poisoned-activity-it");
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private final StackAddresses servers = LocalStack.shared();
  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(servers, where.database());
  private final ServiceProcess service = Instances.start(FOLDER, where);
  private final String topic = where.topicPrefix() + ".activity";
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void end() {
    service.kill();
    client.shutdownNow();
  }

  private void prepare() throws Exception {
    try (ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      assertThat(admin.createOrganization("acme", Optional.empty()).is(201)).isTrue();
    }
    execute(
        "INSERT INTO repository (id, namespace, name, is_public, state, created, status_token)"
            + " SELECT 1000000, id, 'goods', false, 'NORMAL', now(), gen_random_uuid()"
            + " FROM namespace WHERE name = 'acme'");
  }

  @Test
  void goesOnAroundWhatCannotBeProjected() throws Exception {
    prepare();
    // stands for whatever nobody thought of: the database does not take it
    execute("ALTER TABLE activity.tag ADD CONSTRAINT poison CHECK (name <> 'poison')");
    List<String> records =
        IntStream.range(0, 200)
            .mapToObj(
                i -> push("i" + i, Instant.now(), i == 17 || i == 130 ? "poison" : "t" + i, i))
            .collect(Collectors.toCollection(ArrayList::new));
    records.add(50, "nonsense");
    records.add(
        60,
        "{\"action\": \"push\", \"target\": {\"repository\": \"" + "a/".repeat(20_000) + "b\"}}");
    records.add(
        70,
        "{\"action\": \"delete\", \"target\": {\"repository\": \"acme/goods\", \"digest\": \""
            + "a+".repeat(4_000)
            + "a:"
            + "0".repeat(64)
            + "\"}}");
    records.add(80, "{\"id\": \"\\u0000\", \"action\": \"burn\"}");
    records.add(90, "[".repeat(300_000));
    records.add(100, "");
    send(records);
    awaitBytes(198 * 10);
    Waiting.until("nothing is left", () -> metric("wharfinger_activity_lag") == 0);
    List<ConsumerRecord<byte[], byte[]>> parked = parked(8);
    assertThat(parked.stream().map(record -> header(record, "reason")))
        .containsExactlyInAnyOrder(
            "projection", "projection", "json", "repository", "digest", "action", "depth", "json");
    assertThat(parked)
        .anySatisfy(record ->
            assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .contains("\"tag\":\"poison\""));
    assertThat(header(parked.getFirst(), "offset")).matches("[0-9]+");
    assertThat(header(parked.getFirst(), "partition")).matches("[0-9]+");
    assertThat(metric("wharfinger_activity_rejected_total{reason=\"projection\"}")).isEqualTo(2);
    assertThat(metric("wharfinger_activity_parked")).isEqualTo(8);
    assertThat(get("/q/health/well")).containsPattern("\"rejected\": *8");
    send(List.of(push("last", Instant.now(), "last", 999)));
    awaitBytes(199 * 10);
  }

  @Test
  void parksWhatIsTooLargeWithoutItsText() throws Exception {
    prepare();
    send(List.of("{\"x\": \"" + "x".repeat(900_000) + "\"}", push("i", Instant.now(), "t", 1)));
    awaitBytes(10);
    ConsumerRecord<byte[], byte[]> parked = parked(1).getFirst();
    assertThat(parked.value()).isNull();
    assertThat(header(parked, "reason")).isEqualTo("action");
  }

  /** The clocks of Kafka and of who reports differ from those of the instances as they like. */
  @Test
  void holdsTimesAgainstKafkasClock() throws Exception {
    prepare();
    Instant soon = Instant.now().plus(Duration.ofMinutes(4)).truncatedTo(ChronoUnit.MILLIS);
    Instant late = Instant.now().plus(Duration.ofMinutes(90)).truncatedTo(ChronoUnit.MILLIS);
    send(List.of(push("soon", soon, "soon", 1), push("late", late, "late", 2)));
    awaitBytes(20);
    assertThat(
            tables.texts(
                "SELECT name || ' ' || CASE at WHEN '%s' THEN 'soon' WHEN '%s' THEN 'late' ELSE 'now' END FROM activity.tag ORDER BY name"
                    .formatted(soon, late)))
        .containsExactly("late now", "soon soon");
    assertThat(metric("wharfinger_activity_rejected_total{reason=\"timestamp\"}")).isEqualTo(1);
    assertThat(tables.texts("SELECT sum(next)::text FROM activity.projection_offset"))
        .containsExactly("2");
  }

  @Test
  void countsAsLagWhatIsReadAndNotCommitted() throws Exception {
    prepare();
    try (Connection held = tables.hold("LOCK TABLE activity.tag IN ACCESS EXCLUSIVE MODE")) {
      send(IntStream.range(0, 30).mapToObj(i -> push("i" + i, Instant.now(), "t" + i, i)).toList());
      List<Double> seen = new ArrayList<>();
      Waiting.until(
          "health tells",
          () -> {
            seen.add(metric("wharfinger_activity_lag"));
            return get("/q/health/well").contains("\"DOWN\"");
          });
      assertThat(seen).contains(30.0);
      assertThat(seen.subList(seen.indexOf(30.0), seen.size()))
          .as("it never looks smaller, whether read or not")
          .hasSizeGreaterThan(10)
          .containsOnly(30.0);
      held.rollback();
    }
    awaitBytes(300);
    Waiting.until("nothing waits", () -> metric("wharfinger_activity_lag") == 0);
    Waiting.until("health tells", () -> !get("/q/health/well").contains("\"DOWN\""));
    assertThat(parked(0)).isEmpty();
  }

  private static String push(String id, Instant at, String tag, int blob) {
    return """
    {"id":"%s","timestamp":"%s","action":"push","target":{"repository":"acme/goods","mediaType":"%s",
     "digest":"sha256:%064x","tag":"%s","references":[{"digest":"sha256:%064x","size":10}]}}\
    """
        .formatted(id, at, MANIFEST, 1_000_000 + blob, tag, 1 + blob)
        .replace("\n", "");
  }

  private void send(List<String> records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String record : records) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    topic,
                    "acme/goods".getBytes(StandardCharsets.UTF_8),
                    record.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  /** At least so many of those that were parked. */
  private List<ConsumerRecord<byte[], byte[]>> parked(int expected) {
    List<ConsumerRecord<byte[], byte[]>> parked = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers.bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(topic + ".rejected", 0);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      Waiting.until(
          expected + " are parked",
          () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(parked::add);
            return parked.size() >= expected;
          });
    }
    return parked;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void awaitBytes(long bytes) {
    Waiting.until(
        bytes + " bytes are counted",
        () ->
            tables
                .texts("SELECT coalesce(max(size_bytes), 0)::text FROM activity.namespace_size")
                .equals(List.of(Long.toString(bytes))));
  }

  private double metric(String name) {
    return get("/q/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }

  private String get(String path) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(service.managementUrl() + path))
                  .timeout(Duration.ofSeconds(30))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                servers.jdbcUrl(where.database()) + "?currentSchema=wharfinger",
                servers.user(),
                servers.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
