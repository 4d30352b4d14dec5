package dev.wharfinger.accounts.application;

import static dev.wharfinger.accounts.application.OAuthReplies.INVALID_CLIENT;
import static dev.wharfinger.accounts.application.OAuthReplies.INVALID_GRANT;

import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.security.BasicCredentials;
import dev.wharfinger.platform.security.PasswordSignIn.Result.TooSoon;
import dev.wharfinger.platform.security.SecretTries;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.ReadableSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a code for a token, after authenticating the client (RFC 6749 4.1.3). Source: contract
 * neighbours 1.4.
 */
@Singleton
class CodeExchange {

  private static final String CLIENT =
      "SELECT id, client_secret FROM application WHERE client_id = $1";

  private static final String GRANTER =
      """
      SELECT n.id, n.name, n.subject_key
      FROM authorization_code c JOIN namespace n ON n.id = c.account
      WHERE c.digest = $1 AND c.application = $2
      """;

  private final SecretTries tries;
  private final Pool pool;
  private final Writes writes;
  private final ReadableSecrets secrets;
  private final IssuedTokens tokens;
  private final long lifetimeSeconds;

  @Inject
  CodeExchange(
      SecretTries tries,
      Pool pool,
      Writes writes,
      ReadableSecrets secrets,
      IssuedTokens tokens,
      WharfingerSettings settings) {
    this.tries = tries;
    this.pool = pool;
    this.writes = writes;
    this.secrets = secrets;
    this.tokens = tokens;
    this.lifetimeSeconds = settings.accessTokenLifetime().seconds();
  }

  /** The client's request; name and secret may be sent by Basic authentication. */
  record Request(
      String clientId,
      Optional<String> clientSecret,
      String redirectUri,
      String code,
      String scope,
      Optional<String> verifier) {

    static Request of(OAuthForm form, Optional<String> authorization) {
      Optional<BasicCredentials> basic = authorization.flatMap(BasicCredentials::of);
      return new Request(
          basic.map(BasicCredentials::name).orElseGet(() -> form.required("client_id")),
          basic.map(BasicCredentials::secret).or(() -> form.value("client_secret")),
          form.required("redirect_uri"),
          form.required("code"),
          form.required("scope"),
          form.value("code_verifier"));
    }

    @Override
    public String toString() {
      return "Request[***]";
    }
  }

  /** The text of the token. */
  Uni<String> exchange(ApiRequest apiRequest, Request request) {
    SecretTries.Subject subject =
        tries.subject("client", request.clientId(), apiRequest.clientAddress());
    tries
        .left(subject)
        .ifPresent(wait -> {
          throw new TooManyTries(new TooSoon(wait).seconds());
        });
    return pool.preparedQuery(CLIENT)
        .execute(Tuple.of(request.clientId()))
        .map(OneRow::optional)
        .map(client -> client.filter(row -> isAuthentic(request, row.getString("client_secret"))))
        .invoke(client ->
            client.ifPresentOrElse(_ -> tries.succeeded(subject), () -> tries.failed(subject)))
        .map(client -> client.orElseThrow(() -> new ApiException(INVALID_CLIENT)))
        .flatMap(client -> redeem(apiRequest, request, client.getLong("id")));
  }

  /** The first user's own application has no secret, so no client can authenticate as it. */
  private boolean isAuthentic(Request request, @Nullable String sealed) {
    return sealed != null
        && request
            .clientSecret()
            .filter(sent ->
                MessageDigest.isEqual(
                    sent.getBytes(StandardCharsets.UTF_8),
                    secrets.open(request.clientId(), sealed).getBytes(StandardCharsets.UTF_8)))
            .isPresent();
  }

  private Uni<String> redeem(ApiRequest apiRequest, Request request, long application) {
    String digest = CodeChallenge.digest(request.code());
    return pool.preparedQuery(GRANTER)
        .execute(Tuple.of(digest, application))
        .map(OneRow::optional)
        .map(found -> found.orElseThrow(() -> new ApiException(INVALID_GRANT)))
        .map(row ->
            Writes.onBehalf(
                apiRequest,
                new AccountId(row.getLong("id")),
                row.getString("name"),
                row.getUUID("subject_key")))
        .flatMap(granter -> redeem(apiRequest, request, application, digest, granter));
  }

  private Uni<String> redeem(
      ApiRequest apiRequest, Request request, long application, String digest, Actor granter) {
    WriteRequest write = writes.beginAnew(apiRequest);
    RedeemCode command =
        new RedeemCode(
            application,
            digest,
            request.redirectUri(),
            request.scope(),
            request.verifier(),
            write.draw().uuid("token"),
            write.time(),
            write.time().plusSeconds(lifetimeSeconds));
    return writes
        .submit(write, granter, command)
        .flatMap(_ -> tokens.text(command.token()))
        .map(text -> text.orElseThrow(() -> new ApiException(INVALID_GRANT)));
  }
}
