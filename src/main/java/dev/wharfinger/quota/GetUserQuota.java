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

/** Shows a user his own quota by its id. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class GetUserQuota {

  @Inject Call call;
  @Inject QuotaReads quotas;

  @GET
  @Path("user/quota/{quota_id}")
  @Operation(operationId = "getUserQuota", summary = "Get a quota of the user.")
  public Uni<Response> getUserQuota(@PathParam("quota_id") String quota) {
    return quotas.ofCaller(call, quota).map(Replies::ok);
  }
}
