package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However a connection to Postgres is lost, the client is told to try again. */
class LostConnectionIT {

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private PgConnection connection;

  @BeforeEach
  void connect() {
    connection = open();
  }

  @AfterEach
  void close() {
    var _ = await(vertx.close());
  }

  @Test
  void aStatementOnAConnectionThatIsGone() {
    var _ = await(connection.close());
    Throwable failure = failure(connection.query("SELECT 1").execute());
    assertThat(failure).hasMessageContaining("not active");
    assertThat(Outage.isBehind(failure)).isTrue();
  }

  @Test
  void aStatementThatTheServerCutsOff() {
    Row server = one("SELECT pg_backend_pid()", connection);
    Future<?> waiting = connection.query("SELECT pg_sleep(60)").execute();
    Row cut = one("SELECT pg_terminate_backend(" + server.getInteger(0) + ")", open());
    assertThat(cut.getBoolean(0)).isTrue();
    assertThat(Outage.isBehind(failure(waiting))).isTrue();
  }

  @Test
  void aMistakeInAStatementIsNoOutage() {
    assertThat(Outage.isBehind(failure(connection.query("SELEKT 1").execute()))).isFalse();
  }

  private static Row one(String sql, PgConnection connection) {
    return await(connection.query(sql).execute()).iterator().next();
  }

  private static Throwable failure(Future<?> future) {
    return future
        .transform(result -> Future.succeededFuture(result.cause()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private PgConnection open() {
    Map<String, String> environment = place.environment();
    return await(
        PgConnection.connect(
            vertx,
            PgConnectOptions.fromUri(get(environment, "QUARKUS_DATASOURCE_REACTIVE_URL"))
                .setUser(get(environment, "QUARKUS_DATASOURCE_USERNAME"))
                .setPassword(get(environment, "QUARKUS_DATASOURCE_PASSWORD"))));
  }

  private static String get(Map<String, String> environment, String key) {
    return Objects.requireNonNull(environment.get(key), key);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
