package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The holder named by a permission request, as found by the command. */
sealed interface PermissionHolder {

  /** Who can hold a permission. */
  enum Kind {
    USER(
        "User",
        ", h.id, h.name, h.subject_key, h.kind = 'robot' ",
        "LEFT JOIN namespace h ON h.name = $4 AND h.kind <> 'organization' ",
        "account"),
    TEAM(
        "Team",
        ", h.id, h.name, NULL, false ",
        "LEFT JOIN team h ON h.organization = n.id AND h.name = $4 ",
        "team");

    private final String word;
    private final String sql;

    Kind(String word, String columns, String join, String column) {
      this.word = word;
      this.sql =
          "SELECT "
              + RepositoryAccess.COLUMNS
              + columns
              + ", mine.id "
              + RepositoryAccess.FROM
              + join
              + "LEFT JOIN repository_permission mine ON mine.repository = r.id AND mine."
              + column
              + " = h.id";
    }

    /** The join of the holders {@code h} to a repository's permissions {@code p}. */
    String others() {
      return switch (this) {
        case USER -> "JOIN namespace h ON h.id = p.account";
        case TEAM -> "JOIN team h ON h.id = p.team";
      };
    }

    /** The error text for a holder without a permission. */
    String without() {
      return word + " does not have permission for repo.";
    }
  }

  /** There is no such holder. */
  record NoAccount() implements PermissionHolder {}

  /**
   * A user or robot.
   *
   * @param permission the id of the direct permission, if there is one
   */
  record Account(
      AccountId id, String name, UUID subjectKey, boolean isRobot, Optional<Long> permission)
      implements PermissionHolder {

    /** The account's name, for the journal. */
    Personal personalName() {
      return new Personal.Known(name, subjectKey);
    }
  }

  /**
   * A team.
   *
   * @param permission the id of its permission, if it has one
   */
  record Team(TeamId id, String name, Optional<Long> permission) implements PermissionHolder {}

  /** The repository together with the holder. */
  record State(RepositoryAccess access, PermissionHolder holder) {}

  /** Reads both. */
  static Uni<State> load(
      SqlClient database, RepositoryName repository, Kind kind, String name, Caller.User caller) {
    return database
        .preparedQuery(kind.sql)
        .execute(
            Tuple.of(repository.namespace(), repository.name(), caller.account().value(), name))
        .map(OneRow::of)
        .map(row -> new State(RepositoryAccess.of(row, repository, caller), of(row)));
  }

  private static PermissionHolder of(Row row) {
    Long id = row.getLong(9);
    if (id == null) {
      return new NoAccount();
    }
    Optional<Long> permission = Optional.ofNullable(row.getLong(13));
    @Nullable UUID key = row.getUUID(11);
    return key == null
        ? new Team(new TeamId(id), row.getString(10), permission)
        : new Account(new AccountId(id), row.getString(10), key, row.getBoolean(12), permission);
  }
}
