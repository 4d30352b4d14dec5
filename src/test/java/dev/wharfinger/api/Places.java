package dev.wharfinger.api;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for a text everywhere that the service writes to. */
final class Places {

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  static {
    KAFKA.setLevel(Level.WARNING); // else every client prints its whole configuration
  }

  private static final String TABLES =
      "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n"
          + " ON n.oid = c.relnamespace WHERE n.nspname IN ('wharfinger', 'vault', 'activity')"
          + " AND c.relkind IN ('r', 'p') AND NOT c.relispartition";

  private Places() {}

  static List<String> of(String text, StackAddresses.Isolated stack, Path log) {
    List<String> places = new ArrayList<>(tables(text, stack.database()));
    if (journal(stack).stream().anyMatch(record -> record.contains(text))) {
      places.add("journal");
    }
    try {
      if (Files.readString(log).contains(text)) {
        places.add("log");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return places;
  }

  private static List<String> tables(String text, String database) {
    StackAddresses servers = LocalStack.shared();
    List<String> found = new ArrayList<>();
    try (Connection connection =
        DriverManager.getConnection(
            servers.jdbcUrl(database), servers.user(), servers.password())) {
      for (String table : texts(connection, TABLES)) {
        String sql = "SELECT 'there' FROM " + table + " t WHERE strpos(t::text, ?) > 0 LIMIT 1";
        if (!texts(connection, sql, text).isEmpty()) {
          found.add(table);
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> texts(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    }
  }

  private static List<String> journal(StackAddresses.Isolated stack) {
    List<String> records = new ArrayList<>();
    TopicPartition journal = new TopicPartition(stack.topicPrefix() + ".journal", 0);
    String servers = Objects.requireNonNull(stack.environment().get("KAFKA_BOOTSTRAP_SERVERS"));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(journal));
      consumer.seekToBeginning(List.of(journal));
      long end = consumer.endOffsets(List.of(journal)).getOrDefault(journal, 0L);
      while (consumer.position(journal) < end) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> records.add(new String(record.value(), StandardCharsets.UTF_8)));
      }
    }
    return records;
  }
}
