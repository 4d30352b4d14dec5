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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Adds a limit to a quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class CreateOrganizationQuotaLimit {

  @Inject ApiRequest request;
  @Inject QuotaWrites quotas;

  @POST
  @Path("organization/{orgname}/quota/{quota_id}/limit")
  @ApiOperation(
      summary = "Create a limit of an organization's quota.",
      scope = Scope.SUPER_USER,
      body = @Body(of = QuotaLimitCommand.class, constant = "NEW"),
      answers = @Answer(status = 201, schema = "Created"))
  public Uni<Response> createOrganizationQuotaLimit(
      @PathParam("orgname") String name, @PathParam("quota_id") String quota) {
    return quotas.createLimit(request, name, quota).map(Replies::created);
  }
}
