package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.quota.QuotaEvent.Family;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Gives an organization its quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class CreateOrganizationQuota {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @POST
  @Path("organization/{orgname}/quota")
  @Operation(
      operationId = "createOrganizationQuota",
      summary = "Create the quota of an organization.")
  public Uni<Response> createOrganizationQuota(@PathParam("orgname") String name) {
    return quotas.create(call, Family.ORGANIZATION, name).map(Replies::created);
  }
}
