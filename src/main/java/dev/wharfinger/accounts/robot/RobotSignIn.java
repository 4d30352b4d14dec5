package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.account.RobotTokens;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.RegistryUsers;
import dev.wharfinger.platform.security.TokenUses;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Signs robots in at the registry by their tokens. Source: contract neighbours 1 and 5. */
@Singleton
public class RobotSignIn {

  /** A robot is enabled as long as its owner is. */
  private static final String SELECT =
      """
      SELECT a.id, a.subject_key, r.token
      FROM namespace a JOIN robot r ON r.account = a.id JOIN namespace o ON o.id = r.owner
      WHERE a.name = $1 AND a.enabled AND o.enabled
      """;

  private final Pool pool;
  private final RobotTokens tokens;
  private final TokenUses uses;
  private final boolean disallowed;
  private final Set<String> exempt;

  @Inject
  RobotSignIn(Pool pool, RobotTokens tokens, TokenUses uses, Settings settings) {
    this.pool = pool;
    this.tokens = tokens;
    this.uses = uses;
    this.disallowed = settings.robotsDisallow();
    this.exempt = settings.robotsWhitelist();
  }

  /** Whether the installation lets a robot of this name sign in. */
  public boolean isAllowed(String name) {
    return !disallowed || exempt.contains(name);
  }

  /**
   * The robot with this name, if the token is its own.
   *
   * @param name the whole name, {@code namespace+short}
   */
  public Uni<Optional<Caller.User>> by(String name, String token) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(name))
        .map(rows -> rows.size() == 0 ? Optional.empty() : robot(OneRow.of(rows), name, token));
  }

  private Optional<Caller.User> robot(Row row, String name, String token) {
    String sealed = row.getString("token");
    if (sealed.isEmpty() || !RegistryUsers.same(tokens.open(sealed), token)) {
      return Optional.empty();
    }
    uses.noteRobot(new AccountId(row.getLong("id")));
    return Optional.of(
        RegistryUsers.robot(new AccountId(row.getLong("id")), name, row.getUUID("subject_key")));
  }
}
