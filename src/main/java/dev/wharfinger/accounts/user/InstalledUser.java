package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/** A user, as read by superusers' commands. */
sealed interface InstalledUser {

  /** There is no user with that name; it may be an organization's or a robot's. */
  record Missing() implements InstalledUser {}

  /**
   * A user, enabled or not.
   *
   * @param wantedEmailTaken whether another user has the requested e-mail
   */
  record Present(AccountId id, String name, String email, UUID subjectKey, boolean wantedEmailTaken)
      implements InstalledUser {

    /** The user's name, sealed with the user's key. */
    Personal sealedName() {
      return personal(name);
    }

    /** A personal value of the user. */
    Personal personal(String value) {
      return new Personal.Known(value, subjectKey);
    }
  }

  /** Reads the user; {@code wantedEmail} may be empty. */
  static Uni<InstalledUser> load(SqlConnection connection, String name, String wantedEmail) {
    return connection
        .preparedQuery(
            """
            SELECT n.id, n.name, n.email, n.subject_key, EXISTS (
              SELECT FROM namespace o WHERE o.email = $2 AND o.kind = 'user' AND o.id <> n.id)
            FROM namespace n WHERE n.name = $1 AND n.kind = 'user'
            """)
        .execute(Tuple.of(name, wantedEmail))
        .map(rows -> rows.size() == 0 ? new Missing() : present(OneRow.of(rows)));
  }

  private static Present present(Row row) {
    return new Present(
        new AccountId(row.getLong(0)),
        row.getString(1),
        row.getString(2),
        row.getUUID(3),
        row.getBoolean(4));
  }
}
