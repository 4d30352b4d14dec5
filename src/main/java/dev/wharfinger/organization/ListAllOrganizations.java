package dev.wharfinger.organization;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.user.AccountList;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * Lists all organizations, or the one of a given name, for superusers. Source: contract superuser
 * 1.2 and 3.1.
 */
@Path(Api.ROOT)
public class ListAllOrganizations {

  @Inject Call call;
  @Inject AccountList list;
  @Inject InstalledOrganizationView view;

  @GET
  @Path("superuser/organizations/")
  @ApiOperation(
      summary = "List all organizations.",
      scope = Scope.SUPER_USER,
      query = {"limit", "next_page", "disabled", "name"},
      answers = @Answer(schema = "InstalledOrganizationList"))
  public RestMulti<byte[]> listAllOrganizations() {
    Caller.User caller = call.requireFreshUser();
    AccountList.Wanted wanted = list.wanted(call, caller, "organization", "organizations");
    return list.stream(wanted.named(call.query().string("name")), call.receivedAt(), view::render);
  }
}
