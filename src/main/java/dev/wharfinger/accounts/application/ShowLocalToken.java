package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/**
 * The redirect page for clients without one of their own: it shows the user the token in its
 * address. Source: contract neighbours 1.4, sessions 4.2.
 */
@Path("/oauth")
public class ShowLocalToken {

  @Inject ApiRequest request;
  @Inject UserAuthentication visitors;
  @Inject Template token;

  @GET
  @Path("localapp")
  @ApiOperation(
      summary = "Show an access token to the user who granted it.",
      tag = "application",
      rules = Rule.SESSION_COOKIE)
  public Uni<Response> showLocalToken(@Context HttpServerRequest http) {
    OAuthForm query = OAuthForm.ofQuery(http);
    boolean json = query.value("format").filter("json"::equals).isPresent();
    ObjectNode echo =
        JsonNodeFactory.instance
            .objectNode()
            .put("access_token", query.value("access_token").orElse(null));
    return visitors
        .of(request)
        .flatMap(_ ->
            json
                ? Uni.createFrom().item(OAuthReplies.page(echo))
                : token.instance().createUni().map(OAuthReplies::script))
        .onFailure(TooManyTries.class)
        .recoverWithItem(OAuthReplies::failed);
  }
}
