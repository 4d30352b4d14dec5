package dev.wharfinger.accounts.recovery;

import dev.wharfinger.accounts.recovery.RecoveryEvent.RecoveryAsked;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends a user a recovery mail. Nothing happens for users who are disabled, have no e-mail, or were
 * sent one recently, because anyone may request it for any user. Source: contract sessions 5.1.
 *
 * @param drawn the UUID from which the code of the mail is derived
 */
record AskForRecovery(AccountId account, UUID drawn, String digest, Instant now)
    implements Command<AskForRecovery.State> {

  /** How long no further mail is sent. */
  static final Duration ENOUGH = Duration.ofMinutes(1);

  /** Creates the command with the code for a request. */
  static AskForRecovery of(AccountId account, WriteRequest request, MailCodes codes) {
    UUID drawn = codes.draw(request.draw(), "recovery");
    return new AskForRecovery(account, drawn, codes.digest(drawn), request.time());
  }

  /** The user whose account is to be recovered. */
  sealed interface State {

    /** There is no such user, or the user is disabled. */
    record NoAccount() implements State {}

    /**
     * A user.
     *
     * @param asked when recovery was last requested for the user
     */
    record Present(String name, String email, UUID key, Optional<Instant> asked) implements State {}
  }

  @Override
  public Uni<State> load(SqlConnection connection) {
    return connection
        .preparedQuery(
            """
            SELECT n.name, n.email, n.subject_key, r.asked
            FROM namespace n LEFT JOIN account_recovery r ON r.account = n.id
            WHERE n.id = $1 AND n.kind = 'user' AND n.enabled
            """)
        .execute(Tuple.of(account.value()))
        .map(rows -> rows.size() == 0 ? new State.NoAccount() : present(OneRow.of(rows)));
  }

  private static State present(Row row) {
    return new State.Present(
        row.getString(0),
        row.getString(1),
        row.getUUID(2),
        Optional.ofNullable(row.getOffsetDateTime(3)).map(OffsetDateTime::toInstant));
  }

  @Override
  public Decision decide(State state, Ids ids) {
    return switch (state) {
      case State.NoAccount() -> Decision.accept();
      case State.Present(String name, String email, UUID key, Optional<Instant> asked) ->
          isEnough(asked, now) || !EmailAddress.isValid(email)
              ? Decision.accept()
              : Decision.accept(
                  new RecoveryAsked(
                      account,
                      drawn,
                      digest,
                      ids.next(),
                      new Personal.Known(name, key),
                      new Personal.Known(email, key)));
    };
  }

  /** Whether a mail requested at that time makes another one unnecessary. */
  static boolean isEnough(Optional<Instant> asked, Instant now) {
    return asked.filter(last -> now.isBefore(last.plus(ENOUGH))).isPresent();
  }
}
