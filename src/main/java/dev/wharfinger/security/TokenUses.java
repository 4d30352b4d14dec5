package dev.wharfinger.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.config.Settings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Notes when tokens are used, at most once in a while each, and lets no request wait for it. It
 * stands beside the journal, because using a token changes nothing. Source: contract neighbours
 * 1.1.
 */
@Singleton
public class TokenUses {

  private static final Logger LOG = Logger.getLogger(TokenUses.class);
  private static final int REMEMBERED = 50_000;

  private static final String NOTE =
      """
      INSERT INTO vault.token_use AS u (token, last_accessed) VALUES ($1, now())
      ON CONFLICT (token) DO UPDATE SET last_accessed = excluded.last_accessed
      WHERE u.last_accessed <= excluded.last_accessed - $2 * interval '1 second'
      """;

  private final Pool pool;
  private final double threshold;
  private final Cache<UUID, Boolean> noted;

  @Inject
  TokenUses(Pool pool, Settings settings) {
    this.pool = pool;
    this.threshold = settings.oauthTokenLastAccessedUpdateThresholdS();
    this.noted =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofSeconds(settings.oauthTokenLastAccessedUpdateThresholdS()))
            .build();
  }

  /** Notes that a living token is used now. */
  void note(UUID token) {
    if (noted.asMap().putIfAbsent(token, true) == null) {
      pool.preparedQuery(NOTE)
          .execute(Tuple.of(token, threshold))
          .subscribe()
          .with(_ -> {}, failure -> notNoted(token, failure));
    }
  }

  private void notNoted(UUID token, Throwable failure) {
    noted.invalidate(token);
    LOG.debugf("The use of a token cannot be noted now: %s", failure.getClass().getName());
  }

  /** Forgets tokens that are gone. */
  @Scheduled(every = "1h", delayed = "2m")
  Uni<Void> purge() {
    return pool.query(
            """
            DELETE FROM vault.token_use u WHERE NOT EXISTS (
              SELECT FROM access_token t WHERE t.uuid = u.token)
            """)
        .execute()
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("Uses of old tokens cannot be removed now: %s", failure.getClass().getName());
          return Uni.createFrom().voidItem();
        });
  }
}
