package dev.wharfinger.accounts.apptoken;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Shows one of the user's unexpired application-specific tokens with its code. Source: contract
 * sessions 2.4.
 */
@Path(Api.ROOT)
public class GetAppToken {

  @Inject ApiRequest request;
  @Inject AppTokenView view;

  @GET
  @Path("user/apptoken/{token_uuid}")
  @ApiOperation(
      summary = "Get an application-specific token of the current user.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      answers = @Answer(schema = "NewAppToken"))
  public Uni<Response> getAppToken(@PathParam("token_uuid") String token) {
    view.requireOn();
    Caller.User caller = request.requireFreshUserInScope();
    return view.find(caller.account(), PathId.requireUuid(token), request.receivedAt())
        .map(Replies::okIfFound);
  }
}
