package dev.wharfinger.application;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.PathId;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows one grant of the user to an application. Source: contract neighbours 1.5. */
@Path(Api.ROOT)
public class GetUserAuthorization {

  @Inject Call call;
  @Inject AuthorizationView view;

  @GET
  @Path("user/authorizations/{access_token_uuid}")
  @Operation(
      operationId = "getUserAuthorization",
      summary = "Get a grant of the user to an application.")
  public Uni<Response> getUserAuthorization(@PathParam("access_token_uuid") String token) {
    Caller.User caller = call.requireUser(Scope.USER_ADMIN);
    return view.find(caller.account(), PathId.requireUuid(token))
        .map(found ->
            found.map(Replies::ok).orElseThrow(() -> new RefusedException(Refusal.notFound())));
  }
}
