package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows the quota of an organization to its members. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class ListOrganizationQuota {

  @Inject ApiRequest request;
  @Inject QuotaReads quotas;

  @GET
  @Path("organization/{orgname}/quota")
  @ApiOperation(
      summary = "List the quota of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "QuotaList"))
  public Uni<Response> listOrganizationQuota(@PathParam("orgname") String name) {
    return quotas.ofOrganization(request, name).map(Replies::ok);
  }
}
