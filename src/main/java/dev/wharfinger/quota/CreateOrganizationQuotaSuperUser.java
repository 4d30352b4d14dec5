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

/** A superuser gives a namespace its quota. Source: contract superuser 4. */
@Path(Api.ROOT)
public class CreateOrganizationQuotaSuperUser {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @POST
  @Path("superuser/users/{namespace}/quota")
  @Operation(
      operationId = "createOrganizationQuotaSuperUser",
      summary = "Create the quota of a namespace, as a superuser.")
  public Uni<Response> createOrganizationQuotaSuperUser(@PathParam("namespace") String name) {
    return quotas.create(call, Family.SUPERUSER, name).map(Replies::created);
  }
}
