package dev.wharfinger.accounts.apptoken;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
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

  @Inject ApiRequest request;
  @Inject AppTokenView view;

  @GET
  @Path("user/apptoken")
  @ApiOperation(
      summary = "List the application-specific tokens of the current user.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      query = "expiring",
      answers = @Answer(schema = "AppTokenList"))
  public Uni<Response> listAppTokens() {
    view.requireOn();
    Caller.User caller = request.requireUserInScope();
    return view.list(Optional.of(caller.account()), request).map(Replies::ok);
  }
}
