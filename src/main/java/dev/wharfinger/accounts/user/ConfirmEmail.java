package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmed;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnEmailChanged;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Writes;
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
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The link in the mail that asks a user to confirm the current or the new e-mail. Source: contract
 * superuser 2.1, sessions 2.2.
 */
@Path("/confirm")
public class ConfirmEmail {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @ApiOperation(summary = "Confirm an e-mail address.")
  public Uni<String> confirmEmail(@QueryParam("code") @Nullable String code) {
    if (settings.registryState() == RegistryState.READONLY) {
      throw new ApiException(ApiError.READ_ONLY);
    }
    return writes
        .submitOwn(
            request.receivedAt(),
            new Confirm(MailCodes.digestOf(code == null ? "" : code), UUID.randomUUID()))
        .map(_ -> "Your e-mail address is confirmed.\n");
  }

  /** What a code confirms. */
  sealed interface Asked {

    /** The code does not exist. */
    record NoAccount() implements Asked {}

    /** The current e-mail of a user. */
    record CurrentEmail(AccountId user) implements Asked {}

    /**
     * The new e-mail of a user.
     *
     * @param taken whether another user has it by now
     */
    record NewEmail(AccountId user, Personal email, Personal oldEmail, boolean taken)
        implements Asked {}
  }

  record Confirm(String digest, UUID emailStandIn) implements Command<Asked> {

    private static final String SELECT =
        """
        SELECT n.id, n.email, n.subject_key, c.new_email, EXISTS (
          SELECT FROM namespace o WHERE o.email = c.new_email AND o.kind = 'user' AND o.id <> n.id)
        FROM email_confirmation c JOIN namespace n ON n.id = c.account WHERE c.code_digest = $1
        """;

    @Override
    public Uni<Asked> load(SqlConnection connection) {
      return connection
          .preparedQuery(SELECT)
          .execute(Tuple.of(digest))
          .map(rows -> rows.size() == 0 ? new Asked.NoAccount() : asked(OneRow.of(rows)));
    }

    private static Asked asked(Row row) {
      String wanted = row.getString(3);
      UUID key = row.getUUID(2);
      return wanted == null
          ? new Asked.CurrentEmail(new AccountId(row.getLong(0)))
          : new Asked.NewEmail(
              new AccountId(row.getLong(0)),
              new Personal.Known(wanted, key),
              new Personal.Known(row.getString(1), key),
              row.getBoolean(4));
    }

    @Override
    public Decision decide(Asked asked, Ids ids) {
      return switch (asked) {
        case Asked.NoAccount _ -> Decision.reject(UserRejection.Simple.INVALID_CODE);
        case Asked.CurrentEmail(AccountId user) -> Decision.accept(new EmailConfirmed(user));
        case Asked.NewEmail tokenRequest when tokenRequest.taken() ->
            Decision.reject(UserRejection.Simple.OWN_EMAIL_TAKEN);
        case Asked.NewEmail tokenRequest ->
            Decision.accept(
                new OwnEmailChanged(
                    tokenRequest.user(),
                    tokenRequest.email(),
                    tokenRequest.oldEmail(),
                    emailStandIn));
      };
    }
  }
}
