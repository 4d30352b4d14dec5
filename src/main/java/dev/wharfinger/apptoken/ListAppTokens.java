package dev.wharfinger.apptoken;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Lists the user's application-specific tokens, expired ones too. Source: contract sessions 2.4.
 */
@Path(Api.ROOT)
public class ListAppTokens {

  @Inject Call call;
  @Inject AppTokenView view;

  @GET
  @Path("user/apptoken")
  @Operation(
      operationId = "listAppTokens",
      summary = "List the application-specific tokens of the user.")
  public Uni<Response> listAppTokens() {
    view.requireOn();
    Caller.User caller = call.requireUser(Scope.USER_ADMIN);
    return view.list(Optional.of(caller.account()), call).map(Replies::ok);
  }
}
