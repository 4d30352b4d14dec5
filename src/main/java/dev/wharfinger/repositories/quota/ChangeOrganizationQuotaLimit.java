package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Changes a limit and shows the whole quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class ChangeOrganizationQuotaLimit {

  @Inject ApiRequest request;
  @Inject QuotaWrites quotas;

  @PUT
  @Path("organization/{orgname}/quota/{quota_id}/limit/{limit_id}")
  @ApiOperation(
      summary = "Change a limit of an organization's quota.",
      scope = Scope.SUPER_USER,
      body = @Body(of = QuotaLimitCommand.class, constant = "CHANGED"),
      answers = @Answer(schema = "Quota"))
  public Uni<Response> changeOrganizationQuotaLimit(
      @PathParam("orgname") String name,
      @PathParam("quota_id") String quota,
      @PathParam("limit_id") String limit) {
    return quotas.changeLimit(request, name, quota, limit).map(Replies::ok);
  }
}
