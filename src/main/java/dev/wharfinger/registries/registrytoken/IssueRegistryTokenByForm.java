package dev.wharfinger.registries.registrytoken;

import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.BasicCredentials;
import dev.wharfinger.registries.registrytoken.RegistryRefusal.Code;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Issues the same token to clients that send name and password in a form, as containerd does (the
 * distribution project's "Oauth2 Token Authentication"). There are no refresh tokens: clients keep
 * their credentials. Without a form it behaves like {@code GET}.
 */
@Path("/v2")
public class IssueRegistryTokenByForm {

  private static final String FORM = "application/x-www-form-urlencoded";

  @Inject ApiRequest request;
  @Inject TokenGrant grant;
  @Inject RegistryTokenReplies replies;

  @POST
  @Path("auth")
  @ApiOperation(summary = "Issue a token for a registry (OAuth2 variant).")
  public Uni<Response> issueRegistryTokenByForm(@Context HttpServerRequest http) {
    return Uni.createFrom()
        .deferred(() -> grant.issue(tokenRequest(http.query(), request.rawBody()), request))
        .map(RegistryTokenReplies::token)
        .onFailure(RegistryTokenReplies::answers)
        .recoverWithItem(failure -> replies.failed(failure, request));
  }

  private TokenGrant.TokenRequest tokenRequest(@Nullable String query, byte[] body) {
    return body.length > 0 && isForm(request.header("Content-Type").orElse(FORM))
        ? tokenRequest(body)
        : IssueRegistryToken.tokenRequest(query, request.header("Authorization"));
  }

  private static boolean isForm(String type) {
    return type.toLowerCase(Locale.ROOT).startsWith(FORM);
  }

  private static TokenGrant.TokenRequest tokenRequest(byte[] body) {
    TokenParameters form = TokenParameters.of(new String(body, StandardCharsets.UTF_8));
    if (!form.value("grant_type").equals(Optional.of("password"))) {
      throw new RegistryRefusal(Code.UNSUPPORTED, "The grant_type must be password.");
    }
    BasicCredentials credentials =
        new BasicCredentials(form.value("username").orElse(""), form.value("password").orElse(""));
    return new TokenGrant.TokenRequest(
        form.value("service"), form.all("scope"), Optional.of(credentials));
  }
}
