package dev.wharfinger.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.journey.Waiting;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.journal.CacheInvalidation;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind a relay that can fall silent without closing anything, as a broken network does. */
class ChangeFeedIT {

  private final StackAddresses servers = LocalStack.shared();
  private final String database = servers.freshDatabase().database();
  private final Vertx vertx = Vertx.vertx();
  private final List<NetSocket> relayed = new CopyOnWriteArrayList<>();
  private final List<String> forgotten = new CopyOnWriteArrayList<>();
  private InvalidationListener feed;

  @BeforeEach
  void open() {
    URI postgres = URI.create(servers.jdbcUrl(database).substring("jdbc:".length()));
    NetServer relay = vertx.createNetServer();
    var _ = relay.connectHandler(client -> relay(client, postgres));
    int port =
        relay.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    PgConnectOptions options =
        PgConnectOptions.fromUri("postgresql://127.0.0.1:" + port + "/" + database)
            .setUser(servers.user())
            .setPassword(servers.password());
    feed = new InvalidationListener(vertx, () -> PostgresConnections.lasting(options, 6));
    feed.listen(forgotten::addAll);
    feed.open();
    Waiting.until("the feed listens", feed::trusted);
  }

  @AfterEach
  void close() {
    feed.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void relay(NetSocket client, URI postgres) {
    var _ = client.pause();
    var _ =
        vertx
            .createNetClient()
            .connect(postgres.getPort(), postgres.getHost())
            .onSuccess(server -> {
              relayed.addAll(List.of(client, server));
              var _ = client.pipeTo(server);
              var _ = server.pipeTo(client);
            });
  }

  @Test
  void noticesThatPostgresFellSilentAndListensAnew() throws SQLException {
    announce("first");
    Waiting.until("a notice arrives", () -> forgotten.contains("first"));

    relayed.forEach(NetSocket::pause);
    Waiting.until("the silence is noticed", () -> !feed.trusted());
    assertThat(forgotten).contains(CacheInvalidation.EVERYTHING);

    Waiting.until("the feed listens again", feed::trusted);
    announce("second");
    Waiting.until("a notice arrives again", () -> forgotten.contains("second"));
  }

  private void announce(String key) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                servers.jdbcUrl(database), servers.user(), servers.password());
        Statement statement = connection.createStatement()) {
      statement.execute("NOTIFY " + CacheInvalidation.CHANNEL + ", '" + key + "'");
    }
  }
}
