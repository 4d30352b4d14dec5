package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/** A user as superusers' commands find him. */
sealed interface InstalledUser {

  /** There is no user of that name; it may be an organization's or a robot's. */
  record Missing() implements InstalledUser {}

  /**
   * A user, enabled or not.
   *
   * @param wantedEmailTaken whether another user has the e-mail that he is to get
   */
  record Present(long id, String name, String email, UUID subjectKey, boolean wantedEmailTaken)
      implements InstalledUser {

    /** His name, sealed with his key. */
    Personal sealedName() {
      return personal(name);
    }

    /** A datum of his. */
    Personal personal(String value) {
      return new Personal.Known(value, subjectKey);
    }
  }

  /** Reads him; {@code wantedEmail} may be empty. */
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
        row.getLong(0), row.getString(1), row.getString(2), row.getUUID(3), row.getBoolean(4));
  }
}
