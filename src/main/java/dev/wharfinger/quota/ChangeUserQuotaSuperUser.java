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

/** A superuser sets the quota of a namespace. Source: contract superuser 4. */
@Path(Api.ROOT)
public class ChangeUserQuotaSuperUser {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @PUT
  @Path("superuser/organization/{namespace}/quota/{quota_id}")
  @Operation(
      operationId = "changeUserQuotaSuperUser",
      summary = "Change the quota of a namespace, as a superuser.")
  public Uni<Response> changeUserQuotaSuperUser(
      @PathParam("namespace") String name, @PathParam("quota_id") String quota) {
    return quotas.change(call, Family.SUPERUSER, name, quota).map(Replies::ok);
  }
}
