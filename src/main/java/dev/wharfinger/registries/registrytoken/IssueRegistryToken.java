package dev.wharfinger.registries.registrytoken;

import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.BasicCredentials;
import dev.wharfinger.registries.registrytoken.RegistryRefusal.Code;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Issues the token with which a client is admitted by a registry, after Basic authentication or
 * anonymously (the distribution project's "Token Authentication Specification"). Source: contract
 * neighbours 1.
 */
@Path("/v2")
public class IssueRegistryToken {

  @Inject ApiRequest request;
  @Inject TokenGrant grant;
  @Inject RegistryTokenReplies replies;

  @GET
  @Path("auth")
  @ApiOperation(summary = "Issue a token for a registry.")
  public Uni<Response> issueRegistryToken(@Context HttpServerRequest http) {
    return Uni.createFrom()
        .deferred(
            () -> grant.issue(tokenRequest(http.query(), request.header("Authorization")), request))
        .map(RegistryTokenReplies::token)
        .onFailure(RegistryTokenReplies::answers)
        .recoverWithItem(failure -> replies.failed(failure, request));
  }

  /** The request in a query and a header, either of which may be missing. */
  static TokenGrant.TokenRequest tokenRequest(
      @Nullable String query, Optional<String> authorization) {
    TokenParameters parameters = TokenParameters.of(query == null ? "" : query);
    return new TokenGrant.TokenRequest(
        parameters.value("service"), parameters.all("scope"), authorization.map(it -> signIn(it)));
  }

  /** A header that is present but malformed is a failed sign-in, not an anonymous one. */
  private static BasicCredentials signIn(String authorization) {
    return BasicCredentials.of(authorization)
        .orElseThrow(() -> new RegistryRefusal(Code.UNAUTHORIZED, "Invalid username or password."));
  }
}
