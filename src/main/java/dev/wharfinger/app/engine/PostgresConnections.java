package dev.wharfinger.app.engine;

import dev.wharfinger.platform.config.Bound;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How the service connects to Postgres, said once: with the configured addresses and TLS, with its
 * settings made after connecting, for poolers refuse what they do not know at the start, and with
 * an end to every wait. A connection that says nothing for too long is closed, whether the server
 * or something on the way fell silent, and what waited for it fails.
 */
@Singleton
public class PostgresConnections implements PgPoolCreator {

  /** Names the pool of work that may take long: rebuilding, recounting, detaching. */
  public static final String LONG_RUNNING = "long-running";

  @Bound(
      of = "SQL statement of a request, a write or a job",
      unit = "seconds",
      beyond = "Postgres cancels it: 503 with Retry-After",
      test = "SilentPostgresIT.aStatementThatTakesTooLongIsEnded")
  static final int STATEMENT_SECONDS = 12;

  @Bound(
      of = "wait for a lock in Postgres",
      unit = "seconds",
      beyond = "the statement fails: 503 with Retry-After",
      test = "SilentPostgresIT.aLockThatIsNotGivenIsNotWaitedForLong")
  static final int LOCK_SECONDS = 10;

  @Bound(
      of = "silence of a connection to Postgres while a response is due",
      unit = "seconds",
      beyond = "the connection is closed: 503 with Retry-After",
      test = "SilentPostgresIT.nothingHangsBehindAProxyThatFellSilent")
  static final int SILENCE_SECONDS = 18;

  @Bound(
      of = "wait for a free connection to Postgres",
      unit = "seconds",
      beyond = "503 with Retry-After",
      test = "SilentPostgresIT.nothingHangsBehindAProxyThatFellSilent")
  static final int ACQUIRE_SECONDS = 10;

  /** Shorter than the silence, so that what is taken from the pool has time left to answer. */
  private static final int UNUSED_SECONDS = 8;

  /** The listener for changes asks every two seconds. */
  private static final int LISTENER_SILENCE_SECONDS = 6;

  private static final int LONG_RUNNING_CONNECTIONS = 4;

  /** The server ends what belongs to a client that is gone, so that its locks are given back. */
  private static final int GONE_SECONDS = 15;

  private static final Logger LOG = Logger.getLogger(PostgresConnections.class);

  /**
   * Plans are made once and kept, so one that was made while a table was small must not scan it
   * when it has grown, and statements here find a few rows by key: what prepares for many costs
   * more than it saves. See adr/0010.
   */
  private static final String SETTINGS =
      "SET search_path = "
          + Schemas.MODEL
          + "; SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_memoize = off"
          + "; SET tcp_user_timeout = '"
          + GONE_SECONDS
          + "s'; SET tcp_keepalives_idle = "
          + GONE_SECONDS
          + "; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

  private static final String WITH_TIMEOUTS =
      SETTINGS
          + "; SET statement_timeout = '"
          + STATEMENT_SECONDS
          + "s'; SET lock_timeout = '"
          + LOCK_SECONDS
          + "s'; SET idle_in_transaction_session_timeout = '"
          + SILENCE_SECONDS
          + "s'";

  private @Nullable Input configured;

  @Override
  public io.vertx.sqlclient.Pool create(Input input) {
    configured = input;
    PoolOptions pool =
        new PoolOptions(input.poolOptions())
            .setConnectionTimeout(ACQUIRE_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout(UNUSED_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return pool(input.vertx(), pool, all(input, SILENCE_SECONDS), WITH_TIMEOUTS);
  }

  /** Connections whose statements may take as long as they need. */
  @Produces
  @Singleton
  @Identifier(LONG_RUNNING)
  Pool longRunning(Pool other) {
    Input input = input();
    PoolOptions few = new PoolOptions(input.poolOptions()).setMaxSize(LONG_RUNNING_CONNECTIONS);
    return Pool.newInstance(pool(input.vertx(), few, all(input, 0), SETTINGS));
  }

  /** How the one connection that listens connects: everything as configured, TLS included. */
  PgConnectOptions listening() {
    return lasting(input().pgConnectOptionsList().getFirst(), LISTENER_SILENCE_SECONDS);
  }

  private Input input() {
    return Objects.requireNonNull(configured, "the pool comes first");
  }

  private static List<SqlConnectOptions> all(Input input, int silence) {
    List<SqlConnectOptions> all = new ArrayList<>();
    input.pgConnectOptionsList().forEach(one -> all.add(lasting(one, silence)));
    return all;
  }

  /**
   * The same, for connections that end when nothing comes from them.
   *
   * @param silence in seconds; 0 for no end
   */
  static PgConnectOptions lasting(PgConnectOptions configured, int silence) {
    PgConnectOptions options = new PgConnectOptions(configured);
    Map<String, String> atStart = new HashMap<>(options.getProperties());
    atStart.remove("extra_float_digits"); // says nothing new since Postgres 12; poolers refuse it
    options.setProperties(atStart);
    options.setTcpKeepAlive(true);
    options
        .setTcpKeepAliveIdleSeconds(GONE_SECONDS)
        .setTcpKeepAliveIntervalSeconds(5)
        .setTcpKeepAliveCount(3)
        .setTcpUserTimeout((int) TimeUnit.SECONDS.toMillis(GONE_SECONDS))
        .setReadIdleTimeout(silence)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return options;
  }

  private static io.vertx.sqlclient.Pool pool(
      Vertx vertx, PoolOptions pool, List<SqlConnectOptions> servers, String settings) {
    return PgBuilder.pool()
        .with(pool)
        .connectingTo(servers)
        .withConnectHandler(connection -> settle(connection, settings))
        .using(vertx)
        .build();
  }

  /** A connection is given to the pool when its settings are made. */
  private static void settle(SqlConnection connection, String settings) {
    var _ =
        connection
            .query(settings)
            .execute()
            .onFailure(e -> LOG.warnf("A connection to Postgres could not be initialized: %s", e))
            .onComplete(_ -> {
              var _ = connection.close();
            });
  }
}
