package dev.wharfinger.accounts.organization;

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

/**
 * Lists all organizations, or the one of a given name, for superusers. Source: contract superuser
 * 1.2 and 3.1.
 */
@Path(Api.ROOT)
public class ListAllOrganizations {

  @Inject ApiRequest request;
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
    Caller.User caller = request.requireFreshUser();
    AccountList.Wanted wanted = list.wanted(request, caller, "organization", "organizations");
    return list.stream(
        wanted.named(request.query().string("name")), request.receivedAt(), view::render);
  }
}
