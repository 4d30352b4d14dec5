package dev.wharfinger.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.job.Schedule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Records when tokens are used, at most once per interval each, without making requests wait. The
 * times are kept outside the journal, because using a token changes nothing. Source: contract
 * neighbours 1.1, metrics-and-config 2.1.
 */
@Singleton
public class TokenUses {

  private static final Logger LOG = Logger.getLogger(TokenUses.class);

  @Bound(
      of = "tokens whose recent use is cached",
      unit = "tokens",
      beyond = "the least used are evicted; their use is recorded again",
      test = "TokenUsesIT.remembersSoManyAndNoMore")
  static final int REMEMBERED = 50_000;

  private static final String OF_TOKEN =
      """
      INSERT INTO vault.token_use AS u (token, last_accessed) VALUES ($1, now())
      ON CONFLICT (token) DO UPDATE SET last_accessed = excluded.last_accessed
      WHERE u.last_accessed <= excluded.last_accessed - $2 * interval '1 second'
      """;

  private static final String OF_ROBOT =
      """
      INSERT INTO vault.robot_use AS u (robot, last_accessed) VALUES ($1, now())
      ON CONFLICT (robot) DO UPDATE SET last_accessed = excluded.last_accessed
      WHERE u.last_accessed <= excluded.last_accessed - $2 * interval '1 second'
      """;

  private final Pool pool;
  private final double threshold;
  private final double robotThreshold;
  private final boolean robots;
  private final Cache<Object, Boolean> noted;

  @Inject
  TokenUses(Pool pool, Settings settings) {
    this(
        pool,
        settings.oauthTokenLastAccessedUpdateThresholdS(),
        settings.lastAccessedUpdateThresholdS(),
        settings.featureUserLastAccessed());
  }

  /**
   * Notes in these tables.
   *
   * @param threshold seconds within which a use of a token is noted once
   * @param robotThreshold the same for robots
   * @param robots whether the uses of robots are noted at all
   */
  TokenUses(Pool pool, long threshold, long robotThreshold, boolean robots) {
    this.pool = pool;
    this.threshold = threshold;
    this.robotThreshold = robotThreshold;
    this.robots = robots;
    this.noted =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofSeconds(Math.min(threshold, robotThreshold)))
            .build();
  }

  /** Records the use of an existing token: an access token or an application token of a user. */
  public void note(UUID token) {
    note(OF_TOKEN, token, threshold);
  }

  /** Records the sign-in of a robot. */
  public void noteRobot(AccountId account) {
    if (robots) {
      note(OF_ROBOT, account.value(), robotThreshold);
    }
  }

  /** How many there are, for tests. */
  long remembered() {
    noted.cleanUp();
    return noted.estimatedSize();
  }

  private void note(String sql, Object used, double interval) {
    if (noted.asMap().putIfAbsent(used, true) == null) {
      pool.preparedQuery(sql)
          .execute(Tuple.of(used, interval))
          .subscribe()
          .with(_ -> {}, failure -> notNoted(used, failure));
    }
  }

  private void notNoted(Object used, Throwable failure) {
    noted.invalidate(used);
    LOG.debugf("The use of a token could not be recorded: %s", failure.getClass().getName());
  }

  void schedule(@Observes Schedule schedule) {
    schedule.every(Duration.ofHours(1), Duration.ofMinutes(2), "token-uses", this::purge);
  }

  /** Removes tokens and robots that no longer exist. */
  private Uni<Void> purge() {
    return pool.query(
            """
            DELETE FROM vault.token_use u
            WHERE NOT EXISTS (SELECT FROM access_token t WHERE t.uuid = u.token)
              AND NOT EXISTS (SELECT FROM app_token t WHERE t.uuid = u.token)
            """)
        .execute()
        .flatMap(_ ->
            pool.query(
                    """
                    DELETE FROM vault.robot_use u
                    WHERE NOT EXISTS (SELECT FROM robot r WHERE r.account = u.robot)
                    """)
                .execute())
        .replaceWithVoid();
  }
}
