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

/** Shows the limits of a quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class ListOrganizationQuotaLimit {

  @Inject ApiRequest request;
  @Inject QuotaReads quotas;

  @GET
  @Path("organization/{orgname}/quota/{quota_id}/limit")
  @ApiOperation(
      summary = "List the limits of an organization's quota.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "QuotaLimitList"))
  public Uni<Response> listOrganizationQuotaLimit(
      @PathParam("orgname") String name, @PathParam("quota_id") String quota) {
    return quotas.limits(request, name, quota).map(Replies::ok);
  }
}
