package dev.wharfinger.accounts.recovery;

import dev.wharfinger.accounts.recovery.RecoveryEvent.RecoveryUsed;
import dev.wharfinger.accounts.session.SessionEvent.UserSignedIn;
import dev.wharfinger.platform.config.AuthenticationType;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Sessions;
import dev.wharfinger.platform.http.SignInWait;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.security.PasswordSignIn.Result.TooSoon;
import dev.wharfinger.platform.security.SecretTries;
import dev.wharfinger.platform.sql.OneRow;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The link in the recovery mail: it signs the user in, once, to choose another password. Source:
 * contract sessions 5.1.
 */
@Path("/recovery")
public class ConfirmRecovery {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject Pool pool;
  @Inject Sessions sessions;
  @Inject SecretTries tries;

  @GET
  @ApiOperation(
      summary = "Sign in with the link of an account recovery mail.",
      rules = Rule.SESSION_COOKIE)
  public Uni<Response> confirmRecovery(@QueryParam("code") @Nullable String code) {
    if (!settings.featureMailing()
        || settings.authenticationType() != AuthenticationType.DATABASE) {
      throw new ApiException(ApiError.notFound());
    }
    if (settings.registryState() == RegistryState.READONLY) {
      throw new ApiException(ApiError.READ_ONLY);
    }
    SecretTries.Subject subject = tries.subject("recovery", "", request.clientAddress());
    Optional<Duration> wait = tries.left(subject);
    if (wait.isPresent()) {
      return Uni.createFrom().item(SignInWait.reply(new TooSoon(wait.get())));
    }
    Instant since = request.receivedAt().minus(settings.userRecoveryTokenLifetime().toDuration());
    Enter command =
        new Enter(
            MailCodes.digestOf(code == null ? "" : code), since, settings.actionLogAuditLogins());
    return command
        .find(pool)
        .invoke(found -> {
          if (found.isEmpty()) {
            tries.failed(subject);
          }
        })
        .map(found -> found.orElseThrow(() -> new ApiException(RecoveryErrors.INVALID_CODE)))
        .flatMap(user ->
            writes
                .submit(writes.beginAnew(request), Writes.anonymous(request, user.key()), command)
                .flatMap(_ -> sessions.begin(request, user.name()))
                .map(_ -> page(user.name())));
  }

  /** 302 to the page of the web interface for choosing another password. */
  private static Response page(String name) {
    return Response.status(302)
        .header(HttpHeaders.LOCATION, "/user/" + name + "?tab=settings&action=password")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, must-revalidate")
        .build();
  }

  /** The user to whom a code belongs. */
  record User(AccountId account, String name, UUID key) {}

  /**
   * Uses a recovery code.
   *
   * @param since codes that were requested earlier have expired
   * @param audited ACTION_LOG_AUDIT_LOGINS
   */
  record Enter(String digest, Instant since, boolean audited) implements Command<Optional<User>> {

    @Override
    public Uni<Optional<User>> load(SqlConnection connection) {
      return find(connection);
    }

    Uni<Optional<User>> find(SqlClient database) {
      return database
          .preparedQuery(
              """
              SELECT n.id, n.name, n.subject_key
              FROM account_recovery r JOIN namespace n ON n.id = r.account
              WHERE r.code_digest = $1 AND r.asked > $2 AND n.kind = 'user' AND n.enabled
              """)
          .execute(Tuple.of(digest, since.atOffset(ZoneOffset.UTC)))
          .map(rows -> OneRow.optional(rows).map(row -> user(row)));
    }

    private static User user(Row row) {
      return new User(new AccountId(row.getLong(0)), row.getString(1), row.getUUID(2));
    }

    @Override
    public Decision decide(Optional<User> found, Ids ids) {
      return found
          .map(user -> Decision.accept(events(user.account())))
          .orElseGet(() -> Decision.reject(RecoveryRejection.INVALID_CODE));
    }

    private List<Event> events(AccountId user) {
      List<Event> events = new ArrayList<>(List.of(new RecoveryUsed(user)));
      if (audited) {
        events.add(new UserSignedIn(user));
      }
      return events;
    }
  }
}
