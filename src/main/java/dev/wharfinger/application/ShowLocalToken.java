package dev.wharfinger.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.RequestPolicy;
import dev.wharfinger.http.RequestPolicy.Rule;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where clients without a place of their own send the browser: it shows its user the token that
 * came with the address. Source: contract neighbours 1.4, sessions 4.2.
 */
@RequestPolicy(Rule.SESSION_COOKIE)
@Path("/oauth")
public class ShowLocalToken {

  @Inject Call call;
  @Inject Visitors visitors;
  @Inject Template token;

  @GET
  @Path("localapp")
  @Operation(operationId = "showLocalToken", summary = "Show a token to whom it was granted.")
  public Uni<Response> showLocalToken(@Context HttpServerRequest http) {
    OAuthForm query = OAuthForm.ofQuery(http);
    boolean json = query.value("format").filter("json"::equals).isPresent();
    ObjectNode echo =
        JsonNodeFactory.instance
            .objectNode()
            .put("access_token", query.value("access_token").orElse(null));
    return visitors
        .of(call)
        .flatMap(_ ->
            json
                ? Uni.createFrom().item(OAuthReplies.page(echo))
                : token.instance().createUni().map(OAuthReplies::script))
        .onFailure(TooManyTries.class)
        .recoverWithItem(OAuthReplies::failed);
  }
}
