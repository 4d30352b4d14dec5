package dev.wharfinger.apptoken;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.PathId;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Shows one of the user's living application-specific tokens with its code. Source: contract
 * sessions 2.4.
 */
@Path(Api.ROOT)
public class GetAppToken {

  @Inject Call call;
  @Inject AppTokenView view;

  @GET
  @Path("user/apptoken/{token_uuid}")
  @ApiOperation(
      summary = "Get an application-specific token of the user.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      answers = @Answer(schema = "NewAppToken"))
  public Uni<Response> getAppToken(@PathParam("token_uuid") String token) {
    view.requireOn();
    Caller.User caller = call.requireFreshUserInScope();
    return view.find(caller.account(), PathId.requireUuid(token), call.receivedAt())
        .map(Replies::okIfFound);
  }
}
