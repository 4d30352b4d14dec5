package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows the quota of an organization to its members. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class ListOrganizationQuota {

  @Inject Call call;
  @Inject QuotaReads quotas;

  @GET
  @Path("organization/{orgname}/quota")
  @Operation(operationId = "listOrganizationQuota", summary = "List the quota of an organization.")
  public Uni<Response> listOrganizationQuota(@PathParam("orgname") String name) {
    return quotas.ofOrganization(call, name).map(Replies::ok);
  }
}
