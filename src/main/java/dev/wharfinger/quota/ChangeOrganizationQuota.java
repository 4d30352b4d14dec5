package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.quota.QuotaEvent.Family;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sets a quota of an organization or a user. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class ChangeOrganizationQuota {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @PUT
  @Path("organization/{orgname}/quota/{quota_id}")
  @Operation(
      operationId = "changeOrganizationQuota",
      summary = "Change a quota of an organization.")
  public Uni<Response> changeOrganizationQuota(
      @PathParam("orgname") String name, @PathParam("quota_id") String quota) {
    return quotas.change(call, Family.ORGANIZATION, name, quota).map(Replies::ok);
  }
}
