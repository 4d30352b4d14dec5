package dev.wharfinger.autoprune;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Lists the policies of pruning of the user. Source: contract sessions 3.7. */
@Path(Api.ROOT)
public class ListUserAutoPrunePolicies {

  @Inject Call call;
  @Inject AutoPruneView policies;

  @GET
  @Path("user/autoprunepolicy/")
  @Operation(
      operationId = "listUserAutoPrunePolicies",
      summary = "List the policies of pruning of the user.")
  public Uni<Response> listUserAutoPrunePolicies() {
    return policies.list(call, Optional.empty()).map(Replies::ok);
  }
}
