package dev.wharfinger.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/** Lists what the user granted to applications. Source: contract neighbours 1.5. */
@Path(Api.ROOT)
public class ListUserAuthorizations {

  @Inject Call call;
  @Inject AuthorizationView view;

  @GET
  @Path("user/authorizations")
  @ApiOperation(
      summary = "List what the user granted to applications.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      answers = @Answer(schema = "AuthorizationList"))
  public Uni<Response> listUserAuthorizations() {
    Caller.User caller = call.requireUserInScope();
    return view.list(caller.account())
        .map(list -> JsonNodeFactory.instance.objectNode().set("authorizations", list))
        .map(Replies::ok);
  }
}
