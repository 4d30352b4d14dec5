package dev.wharfinger.app.engine;

import dev.wharfinger.platform.journal.CacheInvalidation;
import dev.wharfinger.platform.journal.CacheInvalidations;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries what must be forgotten to the caches of this instance: at once for what its own writer
 * committed, and through Postgres for what others did. While the connection to Postgres is down
 * nothing may be answered from a cache.
 */
@Singleton
public class InvalidationListener implements CacheInvalidations {

  private static final Logger LOG = Logger.getLogger(InvalidationListener.class);
  private static final long RETRY_MILLIS = 500;
  private static final long LONGEST_RETRY_MILLIS = 5_000;

  /** How long Postgres may be silent before what it should have said counts as missed. */
  private static final long HEARTBEAT_MILLIS = 2_000;

  private final Vertx vertx;
  private final Supplier<PgConnectOptions> options;
  private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean trusted;
  private @Nullable PgSubscriber subscriber;
  private long heartbeat;

  @Inject
  InvalidationListener(Vertx vertx, PostgresConnections postgres) {
    this(vertx, postgres::listening);
  }

  InvalidationListener(Vertx vertx, Supplier<PgConnectOptions> options) {
    this.vertx = vertx;
    this.options = options;
  }

  /** Begins to listen; afterwards the feed restores itself. */
  void open() {
    PgSubscriber opened = PgSubscriber.subscriber(vertx, options.get());
    subscriber = opened;
    opened.reconnectPolicy(retries -> {
      disableCaches();
      return Math.min(LONGEST_RETRY_MILLIS, RETRY_MILLIS * (1L + retries));
    });
    opened.closeHandler(_ -> disableCaches());
    opened
        .channel(CacheInvalidation.CHANNEL)
        .subscribeHandler(_ -> {
          apply(Set.of(CacheInvalidation.EVERYTHING));
          trusted = true;
        })
        .handler(payload -> apply(Set.of(payload.split(",", -1))));
    var _ = opened.connect().onFailure(e -> LOG.warnf("Cannot listen for notifications: %s", e));
    heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, _ -> beat(opened));
  }

  /** A connection can be dead without a word: notices would be missed, and nobody would know. */
  private void beat(PgSubscriber listening) {
    PgConnection connection = listening.actualConnection();
    if (connection == null || !trusted) {
      return;
    }
    var _ =
        connection
            .query("SELECT 1")
            .execute()
            .timeout(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS)
            .onFailure(e -> {
              LOG.warnf("Postgres no longer responds to the change listener: %s", e);
              disableCaches();
              var _ = connection.close();
            });
  }

  private void disableCaches() {
    trusted = false;
    apply(Set.of(CacheInvalidation.EVERYTHING));
  }

  @Override
  public boolean trusted() {
    return trusted;
  }

  @Override
  public void listen(Consumer<Set<String>> listener) {
    listeners.add(listener);
  }

  /** Tells this instance's caches. */
  void apply(Set<String> keys) {
    if (!keys.isEmpty()) {
      listeners.forEach(listener -> listener.accept(keys));
    }
  }

  @PreDestroy
  void close() {
    if (subscriber != null) {
      var _ = vertx.cancelTimer(heartbeat);
      var _ = subscriber.close();
    }
  }
}
