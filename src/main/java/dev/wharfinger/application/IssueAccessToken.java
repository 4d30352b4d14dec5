package dev.wharfinger.application;

import static dev.wharfinger.application.OAuthReplies.INVALID_GRANT;
import static dev.wharfinger.application.OAuthReplies.INVALID_REQUEST;
import static dev.wharfinger.application.OAuthReplies.INVALID_SCOPE;
import static dev.wharfinger.application.OAuthReplies.UNSUPPORTED_GRANT_TYPE;

import dev.wharfinger.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.config.AuthenticationType;
import dev.wharfinger.config.Settings;
import dev.wharfinger.config.WharfingerSettings;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.WriteRequest;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Actor;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.security.Passwords;
import dev.wharfinger.security.Scope;
import dev.wharfinger.security.SignInFailures;
import dev.wharfinger.security.SignInFailures.Admission;
import dev.wharfinger.security.SignInFailures.Try;
import dev.wharfinger.vault.Draw;
import dev.wharfinger.vault.MasterKey;
import dev.wharfinger.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Issues an access token for a user name and password. Who has no account, a wrong password or a
 * disabled account is told the same, in the same time. Source: contract common 15, neighbours 1.4.
 */
@Path("/oauth")
public class IssueAccessToken {

  @Inject Call call;
  @Inject Writes writes;
  @Inject MasterKey master;
  @Inject Pool pool;
  @Inject Settings settings;
  @Inject WharfingerSettings ownSettings;
  @Inject Passwords passwords;
  @Inject SignInFailures failures;
  @Inject IssuedTokens tokens;

  /** What the client asks for. */
  record Request(String username, String password, Set<Scope> scopes) {
    @Override
    public String toString() {
      return "Request[***]";
    }
  }

  /** An account as the check of its password needs it; without one, nothing but an empty hash. */
  record Account(long id, String name, UUID key, boolean enabled, String hash) {
    static final Account NONE = new Account(0, "", new UUID(0, 0), false, "");

    @Override
    public String toString() {
      return "Account[" + id + "]";
    }
  }

  @POST
  @Path("access_token")
  @Operation(operationId = "issueAccessToken", summary = "Issue an access token.")
  public Uni<Response> issueAccessToken(@Context HttpServerRequest http, byte[] body) {
    return Uni.createFrom()
        .item(() -> read(http, body))
        .onFailure(IllegalArgumentException.class)
        .transform(_ -> new RefusedException(INVALID_REQUEST))
        .flatMap(request ->
            failures
                .admit(request.username(), call.clientAddress())
                .flatMap(admission ->
                    switch (admission) {
                      case Admission.Refused(long seconds) ->
                          Uni.createFrom().item(OAuthReplies.slowDown(seconds));
                      case Admission.Admitted(Try attempt) -> check(request, attempt);
                    }))
        .onFailure(OAuthReplies::answers)
        .recoverWithItem(OAuthReplies::failed);
  }

  private Request read(HttpServerRequest http, byte[] body) {
    OAuthForm form = OAuthForm.of(http, body);
    String grantType = required(form, "grant_type");
    if (!grantType.equals("password") || !passwordGrantIsOn()) {
      throw new RefusedException(UNSUPPORTED_GRANT_TYPE);
    }
    return new Request(
        required(form, "username"), required(form, "password"), scopes(form.value("scope")));
  }

  private boolean passwordGrantIsOn() {
    return settings.featureOauthPasswordGrant()
        && settings.featureDirectLogin()
        && settings.authenticationType() == AuthenticationType.DATABASE;
  }

  private static String required(OAuthForm form, String name) {
    return form.value(name).orElseThrow(() -> new RefusedException(INVALID_REQUEST));
  }

  /** The wanted scopes; without a wish, every one that there is. */
  private Set<Scope> scopes(Optional<String> wanted) {
    Set<Scope> offered = EnumSet.allOf(Scope.class);
    if (!settings.featureSuperUsers()) {
      offered.remove(Scope.SUPER_USER);
    }
    if (wanted.isEmpty()) {
      return Collections.unmodifiableSet(offered);
    }
    return Scope.parse(wanted.get())
        .filter(offered::containsAll)
        .orElseThrow(() -> new RefusedException(INVALID_SCOPE));
  }

  private Uni<Response> check(Request request, Try attempt) {
    return account(request.username())
        .flatMap(account ->
            passwords
                .verify(request.password(), account.hash())
                .flatMap(right ->
                    right && account.enabled()
                        ? welcome(request, account, attempt)
                        : failures
                            .failed(attempt)
                            .map(_ -> OAuthReplies.failed(new RefusedException(INVALID_GRANT)))));
  }

  private Uni<Account> account(String username) {
    return pool.preparedQuery(
            "SELECT id, name, subject_key, enabled, coalesce(password_hash, '') AS hash"
                + " FROM namespace WHERE kind = 'user' AND "
                + (username.contains("@") ? "email = $1" : "name = $1"))
        .execute(Tuple.of(username))
        .map(rows -> rows.iterator())
        .map(rows -> rows.hasNext() ? rows.next() : null)
        .map(row ->
            row == null
                ? Account.NONE
                : new Account(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getUUID("subject_key"),
                    row.getBoolean("enabled"),
                    row.getString("hash")));
  }

  private Uni<Response> welcome(Request request, Account account, Try attempt) {
    return failures
        .succeeded(attempt)
        .flatMap(wait ->
            wait.isPresent()
                ? Uni.createFrom().item(OAuthReplies.slowDown(wait.getAsLong()))
                : issue(request, account));
  }

  private Uni<Response> issue(Request request, Account account) {
    UUID commandId = UUID.randomUUID();
    WriteRequest write =
        new WriteRequest(
            commandId, Optional.empty(), call.receivedAt(), new Draw(master, commandId));
    long lifetime = ownSettings.accessTokenLifetime().seconds();
    Issue command =
        new Issue(
            account.id(),
            account.hash(),
            write.draw().uuid("token"),
            Scope.format(request.scopes()),
            write.time().plusSeconds(lifetime));
    return writes
        .submit(write, actor(account), command)
        .flatMap(_ -> tokens.text(command.token()))
        .map(text ->
            text.map(token -> OAuthReplies.token(token, lifetime))
                .orElseThrow(() -> new RefusedException(INVALID_GRANT)));
  }

  private Actor actor(Account account) {
    return new Actor(
        account.id(),
        new Personal.Known(account.name(), account.key()),
        call.clientAddress().map(it -> new Personal.Known(it, account.key())).orElse(null),
        call.userAgent().map(it -> new Personal.Known(it, account.key())).orElse(null),
        null,
        null,
        null);
  }

  /**
   * The command.
   *
   * @param hash the password hash that was verified; another one by now means another password
   */
  record Issue(long account, String hash, UUID token, String scope, Instant expires)
      implements Command<Boolean> {

    /** Whether the account may still have a token. */
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT FROM namespace WHERE id = $1 AND enabled AND password_hash = $2")
          .execute(Tuple.of(account, hash))
          .map(rows -> rows.size() == 1);
    }

    @Override
    public Decision decide(Boolean entitled, Ids ids) {
      return entitled
          ? Decision.accept(new AccessTokenIssued(ids.next(), token, account, null, scope, expires))
          : Decision.reject(INVALID_GRANT);
    }

    @Override
    public String toString() {
      return "Issue[" + account + "]";
    }
  }
}
