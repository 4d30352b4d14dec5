package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * The robot that a request names, its owner, and what the caller may do there.
 *
 * @param owner empty if there is no such organization
 */
record RobotState(Right right, Optional<Owner> owner) {

  /** What the caller may do with the robots. */
  enum Right {
    NONE,
    /** See which robots exist. */
    MEMBER,
    /** See everything except their tokens. */
    READER,
    ADMINISTRATOR
  }

  /**
   * The account that the robots belong to, and the requested robot if it exists.
   *
   * @param mirrors whether the robot pushes what a mirror copies
   */
  record Owner(AccountId account, UUID subjectKey, Optional<AccountId> robot, boolean mirrors) {}

  /** $3 the robot's short name, $4 whether the caller is the owner. */
  private static final String SELECT =
      "SELECT "
          + OrganizationAccess.COLUMNS
          + ", o.id, o.subject_key, r.account, EXISTS (SELECT FROM repository_mirror m WHERE m.robot = r.account) "
          + OrganizationAccess.FROM
          + """
          LEFT JOIN namespace o ON o.id = CASE WHEN $4 THEN $2 ELSE n.id END
          LEFT JOIN robot r ON r.owner = o.id AND r.short_name = $3
          """;

  /** Reads it. */
  static Uni<RobotState> load(SqlClient database, RobotPlace place, String shortName) {
    boolean own = place.organization().isEmpty();
    return database
        .preparedQuery(SELECT)
        .execute(Tuple.of(place.ownerName(), place.caller().account().value(), shortName, own))
        .map(OneRow::of)
        .map(row ->
            new RobotState(
                own
                    ? Right.ADMINISTRATOR
                    : right(
                        OrganizationAccess.of(row, place.ownerName(), place.caller()),
                        place.caller()),
                owner(row)));
  }

  private static Right right(OrganizationAccess access, Caller.User caller) {
    if (access.administers(caller)) {
      return Right.ADMINISTRATOR;
    }
    if (access.inspects(caller)) {
      return Right.READER;
    }
    return access.belongs(caller) ? Right.MEMBER : Right.NONE;
  }

  private static Optional<Owner> owner(Row row) {
    AccountId account = AccountId.ofNullable(row.getLong(2));
    return account == null
        ? Optional.empty()
        : Optional.of(
            new Owner(
                account,
                row.getUUID(3),
                Optional.ofNullable(row.getLong(4)).map(AccountId::new),
                row.getBoolean(5)));
  }
}
