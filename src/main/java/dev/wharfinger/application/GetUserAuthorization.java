package dev.wharfinger.application;

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

/** Shows one grant of the user to an application. Source: contract neighbours 1.5. */
@Path(Api.ROOT)
public class GetUserAuthorization {

  @Inject Call call;
  @Inject AuthorizationView view;

  @GET
  @Path("user/authorizations/{access_token_uuid}")
  @ApiOperation(
      summary = "Get a grant of the user to an application.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      answers = @Answer(schema = "Authorization"))
  public Uni<Response> getUserAuthorization(@PathParam("access_token_uuid") String token) {
    Caller.User caller = call.requireUserInScope();
    return view.find(caller.account(), PathId.requireUuid(token)).map(Replies::okIfFound);
  }
}
