package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.mirror.MirrorEvent.Settings;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * What decisions on a mirror need.
 *
 * @param kept the configuration; empty if there is none
 * @param robot the one that a request names; empty if there is none
 */
record MirrorState(RepositoryAccess access, Optional<Kept> kept, Optional<Robot> robot) {

  /** A configuration, with the state of its synchronization. */
  record Kept(Settings settings, Status status, int retries) {}

  /** The states of a synchronization. Source: contract repositories 9.2. */
  enum Status {
    NEVER_RUN,
    SYNC_NOW,
    SYNCING,
    SUCCESS,
    FAIL,
    CANCEL
  }

  /**
   * A robot.
   *
   * @param owner the account that it belongs to
   * @param writes whether it has a permission of its own to write to the repository
   */
  record Robot(AccountId id, AccountId owner, boolean writes) {}

  /** $1 the namespace, $2 the repository. */
  private static final String SELECT =
      "SELECT m.*, n.subject_key "
          + """
          FROM repository_mirror m JOIN repository r ON r.id = m.repository
          JOIN namespace n ON n.id = r.namespace WHERE n.name = $1 AND r.name = $2
          """;

  /** $3 the robot. */
  private static final String SELECT_ROBOT =
      """
      SELECT b.account, b.owner, p.role IN ('write', 'admin') AS writes
      FROM namespace a JOIN robot b ON b.account = a.id
      LEFT JOIN namespace n ON n.name = $1 AND n.kind <> 'robot'
      LEFT JOIN repository r ON r.namespace = n.id AND r.name = $2
      LEFT JOIN repository_permission p ON p.repository = r.id AND p.account = a.id
      WHERE a.name = $3
      """;

  /** Reads it. */
  static Uni<MirrorState> load(
      SqlClient database,
      RepositoryName repository,
      Caller.User caller,
      Optional<String> robotName) {
    return RepositoryAccess.load(database, repository, caller)
        .flatMap(access ->
            database
                .preparedQuery(SELECT)
                .execute(Tuple.of(repository.namespace(), repository.name()))
                .map(rows -> OneRow.optional(rows).map(MirrorState::kept))
                .flatMap(kept ->
                    robot(database, repository, robotName)
                        .map(robot -> new MirrorState(access, kept, robot))));
  }

  private static Uni<Optional<Robot>> robot(
      SqlClient database, RepositoryName repository, Optional<String> name) {
    return name.map(it ->
            database
                .preparedQuery(SELECT_ROBOT)
                .execute(Tuple.of(repository.namespace(), repository.name(), it))
                .map(rows -> OneRow.optional(rows).map(MirrorState::robot)))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private static Robot robot(Row row) {
    return new Robot(
        new AccountId(row.getLong("account")),
        new AccountId(row.getLong("owner")),
        Boolean.TRUE.equals(row.getBoolean("writes")));
  }

  private static Kept kept(Row row) {
    UUID key = row.getUUID("subject_key");
    return new Kept(
        MirrorColumns.settings(row, key),
        Status.valueOf(row.getString("status")),
        row.getInteger("retries"));
  }
}
