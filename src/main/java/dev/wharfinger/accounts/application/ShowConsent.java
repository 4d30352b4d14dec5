package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.security.Session;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/**
 * Shows a user what a client requests; what was granted before is granted again without asking.
 * Source: contract neighbours 1.4, sessions 4.2.
 */
@Path("/oauth")
public class ShowConsent {

  @Inject ApiRequest apiRequest;
  @Inject Pool pool;
  @Inject UserAuthentication visitors;
  @Inject ConsentTicket tickets;
  @Inject ConsentView view;
  @Inject Grants grants;
  @Inject Settings settings;

  @GET
  @Path("authorize")
  @ApiOperation(
      summary = "Show the consent page for the access that an application requests.",
      tag = "application",
      rules = Rule.SESSION_COOKIE)
  public Uni<Response> showConsent(@Context HttpServerRequest http) {
    OAuthForm query = OAuthForm.ofQuery(http);
    AuthorizationRequest request = AuthorizationRequest.of(query);
    String clientId = query.required("client_id");
    String redirectUri = query.required("redirect_uri");
    var _ = query.required("scope");
    boolean json = query.value("format").filter("json"::equals).isPresent();
    return visitors
        .of(apiRequest)
        .flatMap(visitor ->
            ClientState.load(
                    pool,
                    clientId,
                    visitor.user().account(),
                    request.assignment(),
                    apiRequest.receivedAt())
                .map(this::asking)
                .invoke(_ -> request.refuseAssignment(settings.featureAssignOauthToken()))
                .flatMap(client ->
                    isGranted(request, client)
                        ? grant(visitor.user(), request)
                        : show(visitor, request, redirectUri, client, json)))
        .onFailure(TooManyTries.class)
        .recoverWithItem(OAuthReplies::failed);
  }

  /** The client, if it may ask this user. */
  private ClientState.Known asking(ClientState state) {
    ClientState.Known client =
        state.known().orElseThrow(() -> new ApiException(ApiError.NO_SUCH_PAGE));
    if (client.tie() != ClientState.OwnerRelation.ADMINISTRATOR && client.offer().isEmpty()) {
      throw new ApiException(ApiError.FORBIDDEN);
    }
    return client;
  }

  /** As in Quay, an invalid scope counts as granted if anything is; granting it then refuses it. */
  private boolean isGranted(AuthorizationRequest request, ClientState.Known client) {
    return !client.granted().isEmpty()
        && Scope.cover(client.grantedScopes(), grants.scopes(request).orElse(Set.of()));
  }

  private Uni<Response> grant(Caller.User user, AuthorizationRequest request) {
    return grants
        .grant(apiRequest, user, request)
        .map(OAuthReplies::sentTo)
        .onFailure(OAuthReplies::isForTheClient)
        .recoverWithItem(refusal -> OAuthReplies.told(request.redirectUri(), refusal));
  }

  private Uni<Response> show(
      SignedInUser visitor,
      AuthorizationRequest request,
      String redirectUri,
      ClientState.Known client,
      boolean json) {
    if (!grants.isAllowed(redirectUri, client)) {
      return Uni.createFrom().item(OAuthReplies.mismatch(client.redirectUri()));
    }
    Set<Scope> scopes =
        grants
            .scopes(request)
            .filter(wanted -> client.offer().stream().allMatch(offer -> offer.isFor(wanted)))
            .orElseThrow(() -> new ApiException(ApiError.NO_SUCH_PAGE));
    Caller.User user = visitor.user();
    String ticket =
        visitor
            .session()
            .map(Session::csrfToken)
            .orElseGet(() -> tickets.issue(user.account(), request, apiRequest.receivedAt()));
    if (!json) {
      return view.html(request, client, scopes, ticket, user).map(OAuthReplies::html);
    }
    ObjectNode page = view.json(request, client, scopes, ticket);
    return Uni.createFrom().item(OAuthReplies.page(page));
  }
}
