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

/** Shows a user his own quota, asked for by one of its limits. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class GetUserQuotaLimit {

  @Inject Call call;
  @Inject QuotaReads quotas;

  @GET
  @Path("user/quota/{quota_id}/limit/{limit_id}")
  @Operation(
      operationId = "getUserQuotaLimit",
      summary = "Get the quota of the user that has this limit.")
  public Uni<Response> getUserQuotaLimit(
      @PathParam("quota_id") String quota, @PathParam("limit_id") String limit) {
    return quotas.ofCallerWithLimit(call, quota, limit).map(Replies::ok);
  }
}
