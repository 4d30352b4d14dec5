package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Adds a limit to a quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class CreateOrganizationQuotaLimit {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @POST
  @Path("organization/{orgname}/quota/{quota_id}/limit")
  @Operation(
      operationId = "createOrganizationQuotaLimit",
      summary = "Create a limit of a quota of an organization.")
  public Uni<Response> createOrganizationQuotaLimit(
      @PathParam("orgname") String name, @PathParam("quota_id") String quota) {
    return quotas.createLimit(call, name, quota).map(Replies::created);
  }
}
