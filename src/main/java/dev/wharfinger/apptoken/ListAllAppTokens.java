package dev.wharfinger.apptoken;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
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
 * Lists everybody's application-specific tokens to those who may see everything. Source: contract
 * sessions 2.4.
 */
@Path(Api.ROOT)
public class ListAllAppTokens {

  @Inject Call call;
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
    Caller.User caller = call.requireFreshUser();
    if (!caller.readOnlySuperuser() && !caller.fullAccess()) {
      throw new RefusedException(Refusal.denied(caller));
    }
    return view.list(Optional.empty(), call).map(Replies::ok);
  }
}
