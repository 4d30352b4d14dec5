package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows a user his own quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class ListUserQuota {

  @Inject Call call;
  @Inject QuotaReads quotas;

  @GET
  @Path("user/quota")
  @Operation(operationId = "listUserQuota", summary = "List the quota of the user.")
  public Uni<Response> listUserQuota() {
    return quotas.ofCaller(call).map(Replies::ok);
  }
}
