package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Changes a limit and shows the whole quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class ChangeOrganizationQuotaLimit {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @PUT
  @Path("organization/{orgname}/quota/{quota_id}/limit/{limit_id}")
  @Operation(
      operationId = "changeOrganizationQuotaLimit",
      summary = "Change a limit of a quota of an organization.")
  public Uni<Response> changeOrganizationQuotaLimit(
      @PathParam("orgname") String name,
      @PathParam("quota_id") String quota,
      @PathParam("limit_id") String limit) {
    return quotas.changeLimit(call, name, quota, limit).map(Replies::ok);
  }
}
