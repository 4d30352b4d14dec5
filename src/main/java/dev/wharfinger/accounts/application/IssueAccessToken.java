package dev.wharfinger.accounts.application;

import static dev.wharfinger.accounts.application.OAuthReplies.INVALID_GRANT;
import static dev.wharfinger.accounts.application.OAuthReplies.INVALID_REQUEST;
import static dev.wharfinger.accounts.application.OAuthReplies.INVALID_SCOPE;
import static dev.wharfinger.accounts.application.OAuthReplies.UNSUPPORTED_GRANT_TYPE;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.PasswordSignIn;
import dev.wharfinger.platform.security.PasswordSignIn.Result;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
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

/**
 * Issues an access token for a user name and password, or for an authorization code. Source:
 * contract common 15, neighbours 1.4.
 */
@Path("/oauth")
public class IssueAccessToken {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject WharfingerSettings ownSettings;
  @Inject PasswordSignIn passwords;
  @Inject CodeExchange codes;
  @Inject IssuedTokens tokens;

  @POST
  @Path("access_token")
  @ApiOperation(
      summary = "Issue an access token.",
      tag = "application",
      rules = Rule.SESSION_COOKIE)
  public Uni<Response> issueAccessToken(@Context HttpServerRequest http) {
    return Uni.createFrom()
        .item(() -> grant(OAuthForm.of(http, request.rawBody())))
        .flatMap(token -> token)
        .map(token -> OAuthReplies.token(token, ownSettings.accessTokenLifetime().seconds()))
        .onFailure(OAuthReplies::answers)
        .recoverWithItem(OAuthReplies::failed);
  }

  /** Parses everything that was sent first and acts on it later. */
  private Uni<String> grant(OAuthForm form) {
    return switch (required(form, "grant_type")) {
      case "authorization_code" ->
          codes.exchange(request, CodeExchange.Request.of(form, request.header("Authorization")));
      case String type when type.equals("password") && passwordGrantIsOn() ->
          forPassword(
              required(form, "username"), required(form, "password"), scopes(form.value("scope")));
      default -> throw new ApiException(UNSUPPORTED_GRANT_TYPE);
    };
  }

  private boolean passwordGrantIsOn() {
    return settings.featureOauthPasswordGrant() && passwords.isOn();
  }

  private static String required(OAuthForm form, String name) {
    return form.value(name).orElseThrow(() -> new ApiException(INVALID_REQUEST));
  }

  /** The requested scopes; all scopes if none are requested. */
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
        .orElseThrow(() -> new ApiException(INVALID_SCOPE));
  }

  private Uni<String> forPassword(String username, String password, Set<Scope> scopes) {
    return passwords
        .check(username, password, request.clientAddress())
        .flatMap(result ->
            switch (result) {
              case Result.SignedIn user -> issue(user, scopes);
              case Result.Refused _, Result.Disabled _ -> throw new ApiException(INVALID_GRANT);
              case Result.TooSoon soon -> throw new TooManyTries(soon.seconds());
            });
  }

  private Uni<String> issue(Result.SignedIn signedIn, Set<Scope> scopes) {
    WriteRequest write = writes.beginAnew(request);
    Issue command =
        new Issue(
            signedIn.user().account(),
            signedIn.hash(),
            write.draw().uuid("token"),
            Scope.format(scopes),
            write.time().plusSeconds(ownSettings.accessTokenLifetime().seconds()));
    return writes
        .submit(write, Writes.actor(request, signedIn.user()), command)
        .flatMap(_ -> tokens.text(command.token()))
        .map(text -> text.orElseThrow(() -> new ApiException(INVALID_GRANT)));
  }

  /**
   * The command.
   *
   * @param hash the verified password hash; if it differs now, the password was changed
   */
  record Issue(AccountId account, String hash, UUID token, String scope, Instant expires)
      implements Command<Boolean> {

    /** Whether the account may still get a token. */
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT FROM namespace WHERE id = $1 AND enabled AND password_hash = $2")
          .execute(Tuple.of(account.value(), hash))
          .map(rows -> rows.size() == 1);
    }

    @Override
    public Decision decide(Boolean entitled, Ids ids) {
      return entitled
          ? Decision.accept(new AccessTokenIssued(ids.next(), token, account, null, scope, expires))
          : Decision.reject(GrantRejection.USER_CHANGED);
    }

    @Override
    public String toString() {
      return "Issue[" + account.value() + "]";
    }
  }
}
