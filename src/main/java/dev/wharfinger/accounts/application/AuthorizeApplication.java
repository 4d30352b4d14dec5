package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** A user consents to an authorization request. Source: contract neighbours 1.4, sessions 4.1. */
@Path("/oauth")
public class AuthorizeApplication {

  @Inject ApiRequest apiRequest;
  @Inject UserAuthentication visitors;
  @Inject ForgeryCheck forgery;
  @Inject Grants grants;
  @Inject Settings settings;

  @POST
  @Path("authorizeapp")
  @ApiOperation(
      summary = "Grant an application the access it requests.",
      tag = "application",
      rules = Rule.SESSION_COOKIE)
  public Uni<Response> authorizeApplication(@Context HttpServerRequest http) {
    return visitors
        .of(apiRequest)
        .flatMap(visitor -> grant(visitor, OAuthForm.ofBody(http, apiRequest.rawBody())))
        .onFailure(TooManyTries.class)
        .recoverWithItem(OAuthReplies::failed);
  }

  private Uni<Response> grant(SignedInUser visitor, OAuthForm form) {
    AuthorizationRequest request = AuthorizationRequest.of(form);
    forgery.require(apiRequest, form, visitor, request);
    request.refuseAssignment(settings.featureAssignOauthToken());
    return grants
        .grant(apiRequest, visitor.user(), request)
        .map(OAuthReplies::sentTo)
        .onFailure(OAuthReplies::isForTheClient)
        .recoverWithItem(refusal -> OAuthReplies.told(request.redirectUri(), refusal));
  }
}
