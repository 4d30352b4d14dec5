package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.quota.QuotaEvent.Family;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Takes a quota of an organization or a user away. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class DeleteOrganizationQuota {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @DELETE
  @Path("organization/{orgname}/quota/{quota_id}")
  @ApiOperation(
      summary = "Delete a quota of an organization.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrganizationQuota(
      @PathParam("orgname") String name, @PathParam("quota_id") String quota) {
    return quotas.delete(call, Family.ORGANIZATION, name, quota).map(Replies::noContent);
  }
}
