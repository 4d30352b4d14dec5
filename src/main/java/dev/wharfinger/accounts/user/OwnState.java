package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A user, as read by the user's own commands. */
sealed interface OwnState {

  /** The user was deleted, or converted to an organization. */
  record Gone() implements OwnState {}

  /**
   * A user.
   *
   * @param prompts the details that the user is asked for
   * @param wantedEmailTaken whether another user has the requested e-mail
   * @param wantedNameTaken whether another account has the requested name
   * @param onlyAdminOf the organizations without another administrator
   */
  record Present(
      AccountId id,
      String name,
      String email,
      UUID subjectKey,
      List<String> prompts,
      boolean wantedEmailTaken,
      boolean wantedNameTaken,
      List<String> onlyAdminOf)
      implements OwnState {

    public Present {
      prompts = List.copyOf(prompts);
      onlyAdminOf = List.copyOf(onlyAdminOf);
    }

    /** The user's name, sealed with the user's key. */
    Personal sealedName() {
      return personal(name);
    }

    /** A personal value of the user. */
    Personal personal(String value) {
      return new Personal.Known(value, subjectKey);
    }
  }

  /** $1 the account, $2 the requested e-mail, $3 the requested name; both may be empty. */
  String SELECT =
      """
      SELECT n.name, n.email, n.subject_key, n.prompts,
        EXISTS (SELECT FROM namespace o WHERE o.email = $2 AND o.kind = 'user' AND o.id <> n.id),
        EXISTS (SELECT FROM namespace o WHERE o.name = $3),
        ARRAY (
          SELECT o.name FROM namespace o WHERE o.id IN (%s) AND NOT %s ORDER BY o.id)
      FROM namespace n WHERE n.id = $1 AND n.kind = 'user'
      """
          .formatted(
              NamespaceRights.organizationsOf("n.id"),
              NamespaceRights.hasOtherAdministrators("o.id", "n.id"));

  /** Reads the user. */
  static Uni<OwnState> load(
      SqlConnection connection, AccountId account, String email, String name) {
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(account.value(), email, name))
        .map(rows -> rows.size() == 0 ? new Gone() : present(account, OneRow.of(rows)));
  }

  private static Present present(AccountId account, Row row) {
    return new Present(
        account,
        row.getString(0),
        row.getString(1),
        row.getUUID(2),
        Arrays.asList(row.getArrayOfStrings(3)),
        row.getBoolean(4),
        row.getBoolean(5),
        Arrays.asList(row.getArrayOfStrings(6)));
  }
}
