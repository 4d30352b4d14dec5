package dev.wharfinger.apptoken;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
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

/**
 * Lists the user's application-specific tokens, expired ones too. Source: contract sessions 2.4.
 */
@Path(Api.ROOT)
public class ListAppTokens {

  @Inject Call call;
  @Inject AppTokenView view;

  @GET
  @Path("user/apptoken")
  @ApiOperation(
      summary = "List the application-specific tokens of the user.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      query = "expiring",
      answers = @Answer(schema = "AppTokenList"))
  public Uni<Response> listAppTokens() {
    view.requireOn();
    Caller.User caller = call.requireUserInScope();
    return view.list(Optional.of(caller.account()), call).map(Replies::ok);
  }
}
