package dev.wharfinger.journey;

import dev.wharfinger.local.StackAddresses;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One of the service's databases, looked at from behind. */
final class Tables {
  private final StackAddresses servers;
  private final String database;

  Tables(StackAddresses servers, String database) {
    this.servers = servers;
    this.database = database;
  }

  /** Rows and a checksum over all of them, for every read model. */
  Map<String, String> checksums() {
    Map<String, String> sums = new TreeMap<>();
    List<String> tables =
        texts(
            "SELECT relname FROM pg_class WHERE relnamespace = 'wharfinger'::regnamespace"
                + " AND relkind IN ('r', 'p') AND NOT relispartition"
                + " AND relname <> 'flyway_schema_history'");
    for (String table : tables) {
      sums.put(
          table,
          texts(
                  "SELECT count(*) || ' ' || md5(coalesce(string_agg(row, '' ORDER BY row), ''))"
                      + " FROM (SELECT md5(t::text) AS row FROM wharfinger."
                      + table
                      + " t) AS rows")
              .getFirst());
    }
    return sums;
  }

  /** How many usage logs of a kind each organization has. */
  Map<String, Integer> logsByOrganization(String kind) {
    Map<String, Integer> count = new TreeMap<>();
    texts("SELECT metadata ->> 'namespace' FROM wharfinger.usage_log WHERE kind = '" + kind + "'")
        .forEach(name -> count.merge(name, 1, Integer::sum));
    return count;
  }

  /** Transactions that have stood still with a statement's locks for a moment. */
  int stalledTransactions() {
    return Integer.parseInt(
        texts(
                "SELECT count(*)::text FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND state = 'idle in transaction'"
                    + " AND state_change < now() - interval '200 milliseconds'")
            .getFirst());
  }

  /** A new database with nothing but the vault: what an operator has after losing the rest. */
  Tables copyOfVault() {
    Tables copy = copy("_rebuilt");
    copy.execute("DROP SCHEMA wharfinger CASCADE");
    return copy;
  }

  /** A backup. */
  Tables copy() {
    return copy("_copy");
  }

  private Tables copy(String suffix) {
    String copy = database + suffix;
    disconnect();
    execute("postgres", "CREATE DATABASE " + copy + " TEMPLATE " + database);
    return new Tables(servers, copy);
  }

  /** Leaves an empty database of the same name. */
  void drop() {
    disconnect();
    execute("postgres", "DROP DATABASE " + database);
    execute("postgres", "CREATE DATABASE " + database);
  }

  /** Puts a backup in the place of this database. */
  void setBackTo(Tables backup) {
    disconnect();
    execute("postgres", "DROP DATABASE " + database);
    execute("postgres", "CREATE DATABASE " + database + " TEMPLATE " + backup.database);
  }

  private void disconnect() {
    execute(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + database
            + "'");
  }

  /**
   * Has the schema changes of this database stop half-way for longer than the pause between two
   * ticks of the service, as they do where there is much to change.
   */
  void slowMigrations() {
    execute(
        database,
        """
        CREATE FUNCTION public.pause() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
          IF current_query() LIKE '%CREATE FUNCTION make_usage_log_month%' THEN
            PERFORM pg_sleep(2.5);
          END IF;
        END $$;
        CREATE EVENT TRIGGER pause ON ddl_command_start WHEN TAG IN ('CREATE FUNCTION')
          EXECUTE FUNCTION public.pause()
        """);
  }

  /** This database with the topics of another place. */
  StackAddresses.Isolated at(StackAddresses.Isolated journal) {
    return new StackAddresses.Isolated(
        database, journal.topicPrefix(), servers.environment(database, journal.topicPrefix()));
  }

  /** Runs a statement whose locks are held until this is closed. */
  Connection hold(String sql) throws SQLException {
    Connection connection = connect(database);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }

  /** Statements like this that wait for somebody's lock. */
  int waiting(String like) {
    return Integer.parseInt(
        texts(
                "SELECT count(*)::text FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND wait_event_type = 'Lock' AND query LIKE '"
                    + like
                    + "'")
            .getFirst());
  }

  /** Does something to this database. */
  void execute(String sql) {
    execute(database, sql);
  }

  private void execute(String where, String sql) {
    try (Connection connection = connect(where);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(sql, failure);
    }
  }

  /** The first column of a query. */
  List<String> texts(String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException failure) {
      throw new AssertionError(sql, failure);
    }
  }

  private Connection connect(String where) throws SQLException {
    return DriverManager.getConnection(servers.jdbcUrl(where), servers.user(), servers.password());
  }
}
