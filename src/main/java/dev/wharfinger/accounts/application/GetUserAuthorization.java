package dev.wharfinger.accounts.application;

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

/** Shows one grant of the user to an application. Source: contract neighbours 1.5. */
@Path(Api.ROOT)
public class GetUserAuthorization {

  @Inject ApiRequest request;
  @Inject AuthorizationView view;

  @GET
  @Path("user/authorizations/{access_token_uuid}")
  @ApiOperation(
      summary = "Get an authorization that the current user granted to an application.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      answers = @Answer(schema = "Authorization"))
  public Uni<Response> getUserAuthorization(@PathParam("access_token_uuid") String token) {
    Caller.User caller = request.requireUserInScope();
    return view.find(caller.account(), PathId.requireUuid(token)).map(Replies::okIfFound);
  }
}
