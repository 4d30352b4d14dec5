package dev.wharfinger.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where Postgres and Kafka are, as data: it can be handed from one class loader to another, which
 * the servers' handles cannot.
 */
public record StackAddresses(
    String postgres, String user, String password, String bootstrapServers, String masterKey) {
  /** The topic prefix and the database a service uses unless told otherwise. */
  public static final String DEFAULT_NAME = "wharfinger";

  /**
   * A database and a topic prefix of their own, and the environment that points a service at them.
   */
  public record Isolated(String database, String topicPrefix, Map<String, String> environment) {}

  /** The environment of a service on the default database and topics. */
  public Map<String, String> environment() {
    return environment(DEFAULT_NAME, DEFAULT_NAME);
  }

  /** The environment of a service on the given database and topics. */
  public Map<String, String> environment(String database, String topicPrefix) {
    return Map.of(
        "QUARKUS_DATASOURCE_REACTIVE_URL", reactiveUrl(database),
        "QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl(database),
        "QUARKUS_DATASOURCE_USERNAME", user,
        "QUARKUS_DATASOURCE_PASSWORD", password,
        "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
        "WHARFINGER_MASTER_KEY", masterKey,
        "WHARFINGER_TOPIC_PREFIX", topicPrefix,
        "WHARFINGER_JOURNAL_REPLICATION", "1",
        "WHARFINGER_JOURNAL_MIN_INSYNC", "1");
  }

  /**
   * Creates an empty database and names unused topics, so that a test class shares servers but no
   * state.
   */
  public Isolated freshDatabase() {
    String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 10);
    String database = "test_" + suffix;
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), user, password);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    } catch (SQLException failure) {
      throw new IllegalStateException("cannot create database " + database, failure);
    }
    String topicPrefix = "test-" + suffix;
    return new Isolated(database, topicPrefix, environment(database, topicPrefix));
  }

  /** The address JDBC takes. */
  public String jdbcUrl(String database) {
    return "jdbc:" + reactiveUrl(database);
  }

  /** The address Vert.x takes. */
  public String reactiveUrl(String database) {
    return "postgresql://" + postgres + "/" + database;
  }
}
