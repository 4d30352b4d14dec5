package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmed;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnEmailChanged;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Sessions;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The link in the mail that asks a user to confirm the current or the new e-mail; it signs the user
 * in and leads to a page of the web interface. Source: contract superuser 2.1, sessions 2.2.
 */
@Path("/confirm")
public class ConfirmEmail {

  private static final String PROMPTS = "/updateuser";

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject Pool pool;
  @Inject Sessions sessions;

  @GET
  @ApiOperation(summary = "Confirm an e-mail address and sign in.", rules = Rule.SESSION_COOKIE)
  public Uni<Response> confirmEmail(@QueryParam("code") @Nullable String code) {
    if (settings.registryState() == RegistryState.READONLY) {
      throw new ApiException(ApiError.READ_ONLY);
    }
    Confirm command = new Confirm(MailCodes.digestOf(code == null ? "" : code), UUID.randomUUID());
    return command
        .find(pool)
        .flatMap(
            asked -> writes.submitOwn(request.receivedAt(), command).flatMap(_ -> enter(asked)));
  }

  /** The code was good when it was used, so there is an account. */
  private Uni<Response> enter(Asked asked) {
    return switch (asked) {
      case Asked.NoAccount _ -> throw new ApiException(UserErrors.INVALID_CODE);
      case Asked.CurrentEmail(AccountId user) -> enter(user, _ -> "/");
      case Asked.NewEmail changed ->
          enter(changed.user(), name -> "/user/" + name + "?tab=settings");
    };
  }

  /** Signs the account in, unless it is disabled, and sends its browser to a page. */
  private Uni<Response> enter(AccountId account, UnaryOperator<String> page) {
    return pool.preparedQuery(
            """
            SELECT name, subject_key, session_epoch, enabled, cardinality(prompts) > 0 AS prompted
            FROM namespace WHERE id = $1
            """)
        .execute(Tuple.of(account.value()))
        .map(OneRow::of)
        .map(row -> {
          if (row.getBoolean("enabled")) {
            sessions.begin(
                request, account, row.getUUID("subject_key"), row.getLong("session_epoch"));
          }
          return redirect(row.getBoolean("prompted") ? PROMPTS : page.apply(row.getString("name")));
        });
  }

  private static Response redirect(String page) {
    return Response.status(302)
        .header(HttpHeaders.LOCATION, page)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, must-revalidate")
        .build();
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
      return find(connection);
    }

    Uni<Asked> find(SqlClient database) {
      return database
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
