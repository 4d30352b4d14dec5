package dev.wharfinger.accounts.session;

import dev.wharfinger.accounts.session.SessionEvent.SignInRefused;
import dev.wharfinger.accounts.session.SessionEvent.UserSignedIn;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Records sign-ins and failed sign-ins in the journal, as far as they are to be logged; the usage
 * logs show no performer for them. Source: contract sessions 1.5.
 */
@Singleton
class SignInAudit {

  /** The account on which a failed attempt is recorded, and its name if the given one exists. */
  private static final String ACCOUNT =
      "SELECT id, subject_key, CASE WHEN kind = 'user' AND %s = $1 THEN name END AS name"
          + " FROM namespace WHERE id = coalesce((SELECT id FROM namespace"
          + " WHERE kind = 'user' AND %s = $1), (SELECT min(id) FROM namespace))";

  private final Pool pool;
  private final Writes writes;
  private final Settings settings;

  @Inject
  SignInAudit(Pool pool, Writes writes, Settings settings) {
    this.pool = pool;
    this.writes = writes;
    this.settings = settings;
  }

  /** A user signed in. */
  Uni<Void> signedIn(ApiRequest request, Caller.User user) {
    return settings.actionLogAuditLogins()
        ? submit(request, user.key(), new Tell(user.account(), new UserSignedIn(user.account())))
        : Uni.createFrom().voidItem();
  }

  /**
   * A sign-in failed; for an unknown name it is recorded on the first account. The input is not
   * stored: it is arbitrary, and may be a password.
   */
  Uni<Void> refused(ApiRequest request, String username, String message) {
    if (!settings.actionLogAuditLoginFailures()) {
      return Uni.createFrom().voidItem();
    }
    String column = username.contains("@") ? "email" : "name";
    return pool.preparedQuery(ACCOUNT.formatted(column, column))
        .execute(Tuple.of(username))
        .map(RowSet::iterator)
        .flatMap(rows ->
            rows.hasNext() ? refused(request, rows.next(), message) : Uni.createFrom().voidItem());
  }

  private Uni<Void> refused(ApiRequest request, Row row, String message) {
    AccountId account = new AccountId(row.getLong("id"));
    UUID key = row.getUUID("subject_key");
    String name = row.getString("name");
    SignInRefused event =
        new SignInRefused(account, name == null ? null : WriteRequest.personal(name, key), message);
    return submit(request, key, new Tell(account, event));
  }

  private Uni<Void> submit(ApiRequest request, UUID key, Tell command) {
    return writes
        .submit(writes.beginAnew(request), Writes.anonymous(request, key), command)
        .replaceWithVoid();
  }

  /** An event of an account; nothing if the account was deleted in the meantime. */
  record Tell(AccountId account, SessionEvent metadata) implements Command<Boolean> {

    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT FROM namespace WHERE id = $1")
          .execute(Tuple.of(account.value()))
          .map(rows -> rows.size() == 1);
    }

    @Override
    public Decision decide(Boolean lives, Ids ids) {
      return lives ? Decision.accept(metadata) : Decision.accept();
    }
  }
}
