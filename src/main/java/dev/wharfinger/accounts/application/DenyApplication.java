package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** A user denies an authorization request. Source: contract neighbours 1.4. */
@Path("/oauth")
public class DenyApplication {

  @Inject ApiRequest apiRequest;
  @Inject Pool pool;
  @Inject UserAuthentication visitors;
  @Inject ForgeryCheck forgery;
  @Inject Grants grants;

  @POST
  @Path("denyapp")
  @ApiOperation(
      summary = "Deny an application the access it requests.",
      tag = "application",
      rules = Rule.SESSION_COOKIE)
  public Uni<Response> denyApplication(@Context HttpServerRequest http) {
    return visitors
        .of(apiRequest)
        .flatMap(visitor -> deny(visitor, OAuthForm.ofBody(http, apiRequest.rawBody())))
        .onFailure(TooManyTries.class)
        .recoverWithItem(OAuthReplies::failed);
  }

  private Uni<Response> deny(SignedInUser visitor, OAuthForm form) {
    AuthorizationRequest request = AuthorizationRequest.of(form);
    forgery.require(apiRequest, form, visitor, request);
    return ClientState.load(
            pool,
            request.clientId().orElse(""),
            visitor.user().account(),
            Optional.empty(),
            apiRequest.receivedAt())
        .map(ClientState::known)
        .map(client -> client.flatMap(known -> target(request, known)))
        .map(target ->
            target
                .map(uri -> OAuthReplies.told(uri, "authorization_denied"))
                .orElseGet(OAuthReplies::badRedirect));
  }

  private Optional<String> target(AuthorizationRequest request, ClientState.Known client) {
    return request.redirectUri().filter(uri -> grants.isAllowed(uri, client));
  }
}
