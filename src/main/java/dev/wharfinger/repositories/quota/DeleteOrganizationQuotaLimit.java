package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Deletes a limit of a quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class DeleteOrganizationQuotaLimit {

  @Inject ApiRequest request;
  @Inject QuotaWrites quotas;

  @DELETE
  @Path("organization/{orgname}/quota/{quota_id}/limit/{limit_id}")
  @ApiOperation(
      summary = "Delete a limit of an organization's quota.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrganizationQuotaLimit(
      @PathParam("orgname") String name,
      @PathParam("quota_id") String quota,
      @PathParam("limit_id") String limit) {
    return quotas.deleteLimit(request, name, quota, limit).map(Replies::noContent);
  }
}
