package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Body;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Adds a limit to a quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class CreateOrganizationQuotaLimit {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @POST
  @Path("organization/{orgname}/quota/{quota_id}/limit")
  @ApiOperation(
      summary = "Create a limit of a quota of an organization.",
      scope = Scope.SUPER_USER,
      body = @Body(of = QuotaLimitCommand.class, constant = "NEW"),
      answers = @Answer(status = 201, schema = "Created"))
  public Uni<Response> createOrganizationQuotaLimit(
      @PathParam("orgname") String name, @PathParam("quota_id") String quota) {
    return quotas.createLimit(call, name, quota).map(Replies::created);
  }
}
