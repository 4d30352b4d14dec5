package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Sets a quota of an organization or a user. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class ChangeOrganizationQuota {

  @Inject ApiRequest request;
  @Inject QuotaWrites quotas;

  @PUT
  @Path("organization/{orgname}/quota/{quota_id}")
  @ApiOperation(
      summary = "Change a quota of an organization.",
      scope = Scope.SUPER_USER,
      body = @Body(of = QuotaSize.class, constant = "CHANGED"),
      answers = @Answer(schema = "Quota"))
  public Uni<Response> changeOrganizationQuota(
      @PathParam("orgname") String name, @PathParam("quota_id") String quota) {
    return quotas.change(request, Family.ORGANIZATION, name, quota).map(Replies::ok);
  }
}
