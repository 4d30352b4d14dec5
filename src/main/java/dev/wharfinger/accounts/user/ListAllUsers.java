package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.account.AccountList;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestMulti;

/** Lists all users, for superusers. Source: contract superuser 2.5. */
@Path(Api.ROOT)
public class ListAllUsers {

  @Inject ApiRequest request;
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
    Caller.User caller = request.requireFreshUser();
    AccountList.Wanted wanted = list.wanted(request, caller, "user", "users");
    return list.stream(wanted, request.receivedAt(), view::render);
  }
}
