package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.quota.QuotaEvent.Family;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A superuser takes the quota of a namespace away. Source: contract superuser 4. */
@Path(Api.ROOT)
public class DeleteOrganizationQuotaSuperUser {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @DELETE
  @Path("superuser/users/{namespace}/quota/{quota_id}")
  @Operation(
      operationId = "deleteOrganizationQuotaSuperUser",
      summary = "Delete the quota of a namespace, as a superuser.")
  public Uni<Response> deleteOrganizationQuotaSuperUser(
      @PathParam("namespace") String name, @PathParam("quota_id") String quota) {
    return quotas.delete(call, Family.SUPERUSER, name, quota).map(Replies::noContent);
  }
}
