package dev.wharfinger.user;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestMulti;

/** Lists all users, for superusers. Source: contract superuser 2.5. */
@Path(Api.ROOT)
public class ListAllUsers {

  @Inject Call call;
  @Inject AccountList list;
  @Inject UserView view;

  @GET
  @Path("superuser/users/")
  @ApiOperation(
      summary = "List all users.",
      scope = Scope.SUPER_USER,
      query = {"limit", "next_page", "disabled"},
      answers = @Answer(schema = "InstalledUserList"))
  public RestMulti<byte[]> listAllUsers() {
    Caller.User caller = call.requireFreshUser();
    AccountList.Wanted wanted = list.wanted(call, caller, "user", "users");
    return list.stream(wanted, call.receivedAt(), view::render);
  }
}
