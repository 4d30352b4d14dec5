package dev.wharfinger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Postgres and Kafka together on one folder: everything the service needs to run. */
public final class LocalStack implements AutoCloseable {
  private static final String SHARED = "wharfinger.local.stack";

  private final LocalPostgres postgres;
  private final LocalKafkaProcess kafka;
  private final StackAddresses addresses;

  private LocalStack(LocalPostgres postgres, LocalKafkaProcess kafka, String masterKey) {
    this.postgres = postgres;
    this.kafka = kafka;
    this.addresses =
        new StackAddresses(
            postgres.host() + ":" + postgres.port(),
            postgres.user(),
            postgres.password(),
            kafka.bootstrapServers(),
            masterKey);
  }

  /** Starts both, side by side, on an existing or an empty folder. */
  public static LocalStack start(Path folder) {
    try {
      Files.createDirectories(folder);
      String masterKey = MasterKey.of(folder);
      LocalKafkaProcess kafka = LocalKafkaProcess.launch(folder.resolve("kafka"), 0);
      LocalPostgres postgres = startPostgres(folder, kafka);
      LocalStack stack = new LocalStack(postgres, kafka, masterKey);
      stack.awaitKafka();
      return stack;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * The stack of this test JVM, started by whoever asks first and gone with the JVM. Addresses
   * only: a test that kills servers starts a stack of its own.
   */
  public static StackAddresses shared() {
    synchronized (Runtime.getRuntime()) { // not this class: Quarkus may load it more than once
      String known = System.getProperty(SHARED);
      return known == null ? startShared() : fromProperty(known);
    }
  }

  /** A database and topics of their own on the {@link #shared} stack. */
  public static StackAddresses.Isolated freshDatabase() {
    return shared().freshDatabase();
  }

  public LocalPostgres postgres() {
    return postgres;
  }

  public LocalKafkaProcess kafka() {
    return kafka;
  }

  public StackAddresses addresses() {
    return addresses;
  }

  /** Stops both cleanly. */
  public void stop() {
    try {
      kafka.stop();
    } finally {
      postgres.stop();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static LocalPostgres startPostgres(Path folder, LocalKafkaProcess kafka) {
    try {
      return LocalPostgres.start(folder.resolve("postgres"), 0);
    } catch (IllegalStateException failure) {
      kafka.stop();
      throw failure;
    }
  }

  private void awaitKafka() {
    try {
      kafka.awaitReady();
    } catch (IllegalStateException failure) {
      postgres.stop();
      throw failure;
    }
  }

  private static StackAddresses startShared() {
    try {
      Path folder = Files.createTempDirectory("wharfinger-stack-");
      LocalStack stack = start(folder);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> discard(stack, folder), "stop-shared-stack"));
      StackAddresses addresses = stack.addresses();
      System.setProperty(SHARED, toProperty(addresses));
      return addresses;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The data is thrown away: no need for a clean end. */
  private static void discard(LocalStack stack, Path folder) {
    stack.kafka.kill();
    stack.postgres.kill();
    try {
      Folders.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String toProperty(StackAddresses it) {
    return String.join(
        " ", it.postgres(), it.user(), it.password(), it.bootstrapServers(), it.masterKey());
  }

  private static StackAddresses fromProperty(String property) {
    String[] part = property.split(" ", -1);
    return new StackAddresses(part[0], part[1], part[2], part[3], part[4]);
  }
}
