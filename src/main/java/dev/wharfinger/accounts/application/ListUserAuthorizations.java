package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/** Lists what the user granted to applications. Source: contract neighbours 1.5. */
@Path(Api.ROOT)
public class ListUserAuthorizations {

  @Inject ApiRequest request;
  @Inject AuthorizationView view;

  @GET
  @Path("user/authorizations")
  @ApiOperation(
      summary = "List the authorizations that the current user granted to applications.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      answers = @Answer(schema = "AuthorizationList"))
  public Uni<Response> listUserAuthorizations() {
    Caller.User caller = request.requireUserInScope();
    return view.list(caller.account())
        .map(list -> JsonNodeFactory.instance.objectNode().set("authorizations", list))
        .map(Replies::ok);
  }
}
