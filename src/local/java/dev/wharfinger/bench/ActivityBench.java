package dev.wharfinger.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * How fast reports become rows, beside the same rows by COPY, and how far behind the rows are when
 * reports come all the time.
 */
final class ActivityBench {

  private static final int REPOSITORIES = 160;

  /** What projecting writes, all but the offsets. */
  private static final List<String> TABLES =
      List.of(
          "manifest",
          "tag",
          "repository_blob",
          "namespace_blob",
          "blob",
          "repository_size",
          "namespace_size",
          "usage_log",
          "usage_log_count");

  private final String jdbcUrl;
  private final Properties user;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private long sent;

  ActivityBench(String jdbcUrl, Properties user, String bootstrapServers, String topicPrefix) {
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.topic = topicPrefix + ".activity";
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Repositories of the organizations {@code bench-0} to {@code bench-15}. */
  void prepare() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO wharfinger.repository (id, namespace, name, is_public, state, created, status_token)
          SELECT 3000000000 + 100 * row_number() OVER (ORDER BY n.name) + i, n.id, 'reported-' || i, false,
                 'NORMAL', now(), gen_random_uuid()
          FROM wharfinger.namespace n, generate_series(0, 9) i WHERE n.name ~ '^bench-[0-9]+$'
          """);
      for (String table : TABLES) {
        statement.execute("DROP TABLE IF EXISTS public.copy_" + table);
        statement.execute(
            "CREATE TABLE public.copy_" + table + " (LIKE activity." + table + " INCLUDING ALL)");
      }
    }
  }

  /** Reports that become rows in a second, when as many as can be are waiting. */
  double project(int records) throws Exception {
    for (int i = 0; i < records; i++) {
      send();
    }
    producer.flush();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      long before = projected(statement);
      long begun = System.nanoTime();
      while (projected(statement) < sent) {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      return (sent - before) / ((System.nanoTime() - begun) / 1e9);
    }
  }

  /** The same by COPY of all rows that there are, into tables with the same indexes. */
  double copy() throws Exception {
    try (Connection connection = connect()) {
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      Map<String, byte[]> rows = new HashMap<>();
      for (String table : TABLES) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var _ =
            copies.copyOut(
                "COPY (SELECT * FROM activity." + table + ") TO STDOUT (FORMAT binary)", out);
        rows.put(table, out.toByteArray());
      }
      connection.setAutoCommit(false);
      long begun = System.nanoTime();
      for (String table : TABLES) {
        var _ =
            copies.copyIn(
                "COPY public.copy_" + table + " FROM STDIN (FORMAT binary)",
                new ByteArrayInputStream(rows.getOrDefault(table, new byte[0])));
      }
      connection.commit();
      return sent / ((System.nanoTime() - begun) / 1e9);
    }
  }

  /** The most seconds that a report waited to become rows, at a steady rate. */
  double lag(int perSecond, Duration time) throws SQLException {
    long first = sent;
    long begun = System.nanoTime();
    double most = 0;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      while (System.nanoTime() - begun < time.toNanos()) {
        long due = first + (long) ((System.nanoTime() - begun) / 1e9 * perSecond);
        while (sent < due) {
          send();
        }
        most = Math.max(most, (double) (sent - projected(statement)) / perSecond);
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
    return most;
  }

  private void send() {
    long n = sent++;
    String repository = "bench-" + n % 16 + "/reported-" + n / 16 % (REPOSITORIES / 16);
    String target =
        n % 4 == 0
            ? "\"digest\":\"%s\",\"tag\":\"v%d\",\"references\":[{\"digest\":\"%s\",\"size\":%d},{\"digest\":\"%s\",\"size\":9}]"
                .formatted(digest(n), n % 1_000, digest(n + 1), n, digest(n % 97))
            : "\"digest\":\"%s\",\"tag\":\"v%d\"".formatted(digest(n - n % 4), n % 1_000);
    String event =
        "{\"id\":\"bench-%d\",\"timestamp\":\"%s\",\"action\":\"%s\",\"target\":{\"repository\":\"%s\",\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",%s},\"request\":{\"addr\":\"192.0.2.7:1\"},\"actor\":{\"name\":\"admin\"}}"
            .formatted(n, Instant.now(), n % 4 == 0 ? "push" : "pull", repository, target);
    var _ = producer.send(new ProducerRecord<>(topic, bytes(repository), bytes(event)));
  }

  private static String digest(long n) {
    return "sha256:%064x".formatted(n + 1_000);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private long projected(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("SELECT sum(next) FROM activity.projection_offset")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user);
  }
}
