package dev.wharfinger.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A Postgres server on this machine that can be killed and started again on the same data, because
 * crashes are part of what Wharfinger promises to survive.
 *
 * <p>The folder holds {@code data/} (the cluster), {@code postgres.log} and {@code initialized},
 * written after the first start that succeeded: a cluster without it is the rest of an interrupted
 * {@code initdb} and is made anew.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String USER = "postgres";
  private static final String DATABASE = "wharfinger";
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> LOCALE =
      Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");
  private static final Logger ZONKY = Logger.getLogger("io.zonky.test.db.postgres");

  /**
   * zonky starts Postgres with {@code -F} (no fsync); a later {@code -c} wins, and durability is
   * what we test.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "max_connections", "200",
          "shared_buffers", "64MB",
          "listen_addresses", HOST,
          "unix_socket_directories", "");

  private final Path folder;
  private final int port;
  private final Map<String, String> own;
  private @Nullable EmbeddedPostgres server;

  private LocalPostgres(Path folder, int port, Map<String, String> own) {
    this.folder = folder;
    this.port = port;
    this.own = own;
  }

  /** Starts on an existing or an empty folder; port 0 takes a free one. */
  public static LocalPostgres start(Path folder, int port) {
    return start(folder, port, Map.of());
  }

  /** The same with settings of the server's own names. */
  public static LocalPostgres start(Path folder, int port, Map<String, String> own) {
    LocalPostgres postgres =
        new LocalPostgres(folder.toAbsolutePath(), port == 0 ? Ports.free() : port, own);
    postgres.restart();
    return postgres;
  }

  /** Starts on a copy of another server's data, which somebody has put into {@link #data}. */
  public static LocalPostgres startCopy(Path folder, int port, Map<String, String> own)
      throws IOException {
    LocalPostgres postgres = new LocalPostgres(folder.toAbsolutePath(), port, own);
    Files.writeString(postgres.initialized(), "");
    postgres.restart();
    return postgres;
  }

  /** Starts again on the same folder and port, after {@link #kill} or {@link #stop}. */
  public void restart() {
    ZONKY.setLevel(Level.WARNING);
    try {
      Files.createDirectories(folder);
      if (Files.notExists(initialized())) {
        Folders.delete(data());
      }
      var _ = endLeftover();
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(binaries().toFile())
              .setDataDirectory(data())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(START_PATIENCE)
              .setPort(port)
              .setOutputRedirector(Redirect.appendTo(log().toFile()));
      LOCALE.forEach(builder::setLocaleConfig);
      SETTINGS.forEach(builder::setServerConfig);
      own.forEach(builder::setServerConfig);
      server = builder.start();
      createDatabase(DATABASE);
      Files.writeString(initialized(), "");
    } catch (IOException | IllegalStateException failure) {
      throw new IllegalStateException(
          "Postgres did not start on " + folder + ": " + lastWords(), failure);
    }
  }

  /**
   * {@code kill -9} of the postmaster and its children, as a crash of the machine's processes would
   * do.
   */
  public void kill() {
    postmaster().ifPresent(Processes::killTree);
    release();
  }

  /** Shuts down with a checkpoint; clients are disconnected. */
  public void stop() {
    release(); // waits five seconds only; a last checkpoint may take longer
    if (!Processes.until(STOP_PATIENCE, () -> !isAlive())) {
      postmaster().ifPresent(Processes::killTree);
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Whether the postmaster runs. */
  public boolean isAlive() {
    return postmaster().isPresent();
  }

  /**
   * Creates a database of that name unless it exists; the name must be an identifier that needs no
   * quotes.
   */
  public void createDatabase(String name) {
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl("postgres"), USER, password());
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException("cannot create database " + name, failure);
    }
  }

  /** The address JDBC takes, of the database {@link #database()}. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** The address JDBC takes, of another database. */
  public String jdbcUrl(String database) {
    return "jdbc:" + reactiveUrl(database);
  }

  /** The address Vert.x takes. */
  public String reactiveUrl(String database) {
    return "postgresql://" + HOST + ":" + port + "/" + database;
  }

  public String host() {
    return HOST;
  }

  public int port() {
    return port;
  }

  public String user() {
    return USER;
  }

  /** Not checked: the server trusts connections from this machine. */
  public String password() {
    return "postgres";
  }

  public String database() {
    return DATABASE;
  }

  public Path folder() {
    return folder;
  }

  /** Where the server writes what it has to say. */
  public Path log() {
    return folder.resolve("postgres.log");
  }

  /** The end of {@link #log}, for whoever has to say why the server does not do its work. */
  public String lastWords() {
    return Processes.lastLines(log(), 5);
  }

  private void release() {
    if (server == null) {
      return;
    }
    ZONKY.setLevel(
        Level
            .OFF); // after a kill there is nothing left to stop, and zonky reports that as an error
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      ZONKY.setLevel(Level.WARNING);
      server = null;
    }
  }

  /** Ends the server of an owner that was killed, before its folder is emptied. */
  static boolean endLeftover(Path folder) throws IOException {
    return new LocalPostgres(folder.toAbsolutePath(), 0, Map.of()).endLeftover();
  }

  /**
   * Ends the server of an owner that was killed, and removes the pid file that would forbid a
   * start.
   */
  private boolean endLeftover() throws IOException {
    Path pidFile = data().resolve("postmaster.pid");
    if (Files.notExists(pidFile)) {
      return false;
    }
    refuseLivingOwner();
    Optional<ProcessHandle> leftover = postmaster();
    leftover.ifPresent(Processes::killTree);
    Files.deleteIfExists(pidFile);
    return leftover.isPresent();
  }

  private void refuseLivingOwner() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                data().resolve("epg-lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new IllegalStateException(folder + " is used by another process");
      }
    } catch (OverlappingFileLockException _) {
      throw new IllegalStateException(folder + " is used by this process");
    }
  }

  /**
   * The process named by the pid file; a number that by now belongs to another program does not
   * count.
   */
  public Optional<ProcessHandle> postmaster() {
    try {
      List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(Processes::isAlive)
          .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
    } catch (IOException | NumberFormatException | NoSuchElementException _) {
      return Optional.empty();
    }
  }

  private Path data() {
    return data(folder);
  }

  /** Where a server on this folder has its cluster. */
  public static Path data(Path folder) {
    return folder.resolve("data");
  }

  private Path initialized() {
    return folder.resolve("initialized");
  }

  /**
   * Where the unpacked binaries stay from start to start: under the user's home, because what we
   * execute must not come from a folder that others can write.
   */
  private static Path binaries() {
    Path home = Path.of(System.getProperty("user.home"));
    Path parent =
        Files.isWritable(home)
            ? home.resolve(".cache")
            : Path.of(System.getProperty("java.io.tmpdir"), System.getProperty("user.name"));
    return parent.resolve("wharfinger").resolve("postgres");
  }
}
