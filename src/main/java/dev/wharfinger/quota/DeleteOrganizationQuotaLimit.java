package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Takes a limit of a quota away. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class DeleteOrganizationQuotaLimit {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @DELETE
  @Path("organization/{orgname}/quota/{quota_id}/limit/{limit_id}")
  @ApiOperation(
      summary = "Delete a limit of a quota of an organization.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrganizationQuotaLimit(
      @PathParam("orgname") String name,
      @PathParam("quota_id") String quota,
      @PathParam("limit_id") String limit) {
    return quotas.deleteLimit(call, name, quota, limit).map(Replies::noContent);
  }
}
