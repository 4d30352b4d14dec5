package dev.wharfinger.chaos;

import dev.wharfinger.local.LocalPostgres;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.Relay;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A primary and a synchronous standby, and one address that is always the primary's. When the
 * standby is promoted, another one is made of the new primary.
 */
final class PostgresPair implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final int ATTEMPTS = 5;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "wal_keep_size", "64MB",
          "max_wal_size", "96MB",
          "min_wal_size", "32MB",
          "wal_retrieve_retry_interval", "500ms",
          "max_connections", "100");

  private final Path folder;
  private final boolean mount;
  private final Relay address;
  private Server primary;
  private Server standby;
  private int made;

  PostgresPair(Path folder, boolean mount) throws IOException, SQLException {
    this.folder = folder;
    this.mount = mount;
    SmallDisk disk = disk();
    this.primary = new Server(LocalPostgres.start(disk.folder(), 0, SETTINGS), disk);
    this.address = new Relay(primary.postgres.port());
    this.standby = primary;
    recover();
  }

  /** A server and the disk that it is on. */
  record Server(LocalPostgres postgres, SmallDisk disk) {
    ProcessHandle process() {
      return postgres.postmaster().orElseThrow();
    }

    private void discard() throws IOException {
      postgres.kill();
      disk.close();
    }
  }

  /** The port at which there is always the primary. */
  int port() {
    return address.port();
  }

  synchronized Server primary() {
    return primary;
  }

  synchronized Server standby() {
    return standby;
  }

  /** The primary is gone for good, and the standby takes its place. */
  void promote() throws IOException, SQLException {
    Server lost = primary();
    lost.postgres.kill();
    Server next = standby();
    execute(next.postgres, "SELECT pg_promote(true, 60)");
    address.follow(next.postgres.port());
    synchronized (this) {
      primary = next;
    }
    lost.discard();
    recover();
  }

  /** One number from the service's database. */
  long number(String sql) throws SQLException {
    try (Connection connection = connect(primary().postgres, primary().postgres.database());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Does something on the primary. */
  void execute(String sql) throws SQLException {
    execute(primary().postgres, sql);
  }

  private Server makeStandby() throws IOException, SQLException {
    SmallDisk disk = disk();
    LocalPostgres from = primary().postgres;
    BaseBackup backup = new BaseBackup(from.port(), LocalPostgres.data(from.folder()));
    try (Connection connection = connect(from, "postgres")) {
      backup.take(connection, LocalPostgres.data(disk.folder()));
    } catch (IOException | SQLException failure) {
      disk.close();
      throw failure;
    }
    return new Server(LocalPostgres.startCopy(disk.folder(), Ports.free(), SETTINGS), disk);
  }

  /** Leaves the present one if the primary dies meanwhile. */
  private void replaceStandby() throws IOException {
    try {
      Server anew = makeStandby();
      if (standby() != primary()) {
        standby().discard();
      }
      synchronized (this) {
        standby = anew;
      }
    } catch (SQLException failure) {
      System.err.println("no standby can be made: " + failure.getMessage());
    }
  }

  /**
   * Starts again what died; from then on a commit is acknowledged only when the standby has it. A
   * server may die of a full disk after there is room again, so it is looked at all the time; a
   * standby that came too late for what the primary keeps of its log is replaced, and a primary
   * that does not come out of its recovery is started once more.
   */
  void recover() throws IOException {
    if (standby() == primary()) {
      replaceStandby();
    }
    for (int attempt = 1; !Patience.until(PATIENCE, this::isStreaming); attempt++) {
      String state =
          "the primary: %s; the standby: %s"
              .formatted(primary().postgres.lastWords(), standby().postgres.lastWords());
      if (attempt == ATTEMPTS) {
        throw new IllegalStateException("no standby streams; " + state);
      }
      System.err.println("no standby streams yet; " + state);
      if (answers(primary().postgres)) {
        replaceStandby();
      } else {
        primary().postgres.kill();
      }
    }
    Patience.require(
        "the standby is synchronous", PATIENCE, () -> isStreaming() && isSynchronous());
  }

  private boolean isSynchronous() {
    try {
      execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
      execute("SELECT pg_reload_conf()");
    } catch (SQLException _) {
      return false;
    }
    return replicas("sync_state = 'sync'") > 0;
  }

  private static boolean answers(LocalPostgres server) {
    try {
      execute(server, "SELECT 1");
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  private boolean isStreaming() {
    for (Server server : List.of(primary(), standby())) {
      if (!server.postgres.isAlive()) {
        server.postgres.kill();
        server.postgres.restart();
      }
    }
    return replicas("state = 'streaming'") > 0;
  }

  private long replicas(String where) {
    try {
      return number("SELECT count(*) FROM pg_stat_replication WHERE " + where);
    } catch (SQLException _) {
      return 0;
    }
  }

  private SmallDisk disk() throws IOException {
    return SmallDisk.at(folder.resolve("postgres-" + ++made), mount);
  }

  private static void execute(LocalPostgres server, String sql) throws SQLException {
    try (Connection connection = connect(server, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(LocalPostgres server, String database) throws SQLException {
    DriverManager.setLoginTimeout(10);
    return DriverManager.getConnection(
        server.jdbcUrl(database) + "?socketTimeout=90", server.user(), server.password());
  }

  @Override
  public void close() throws IOException {
    address.close();
    standby().discard(); // the data is thrown away
    if (standby() != primary()) {
      primary().discard();
    }
  }
}
