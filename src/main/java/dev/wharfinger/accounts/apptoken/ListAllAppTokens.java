package dev.wharfinger.accounts.apptoken;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
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
 * Lists all users' application-specific tokens to those who may see everything. Source: contract
 * sessions 2.4.
 */
@Path(Api.ROOT)
public class ListAllAppTokens {

  @Inject ApiRequest request;
  @Inject AppTokenView view;

  @GET
  @Path("superuser/apptokens")
  @ApiOperation(
      summary = "List all application-specific tokens, as a superuser.",
      scope = Scope.SUPER_USER,
      tag = "application",
      query = "expiring",
      answers = @Answer(schema = "AppTokenList"))
  public Uni<Response> listAllAppTokens() {
    view.requireOn();
    Caller.User caller = request.requireFreshUser();
    if (!caller.readOnlySuperuser() && !caller.fullAccess()) {
      throw new ApiException(ApiError.denied(caller));
    }
    return view.list(Optional.empty(), request).map(Replies::ok);
  }
}
