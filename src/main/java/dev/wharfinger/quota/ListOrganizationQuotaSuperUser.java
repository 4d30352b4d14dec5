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

/** Shows the quota of a namespace to superusers. Source: contract superuser 4. */
@Path(Api.ROOT)
public class ListOrganizationQuotaSuperUser {

  @Inject Call call;
  @Inject QuotaReads quotas;

  @GET
  @Path("superuser/users/{namespace}/quota")
  @Operation(
      operationId = "listOrganizationQuotaSuperUser",
      summary = "List the quota of a namespace, as a superuser.")
  public Uni<Response> listOrganizationQuotaSuperUser(@PathParam("namespace") String name) {
    return quotas.ofAny(call, name).map(Replies::ok);
  }
}
