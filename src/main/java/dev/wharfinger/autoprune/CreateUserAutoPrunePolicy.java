package dev.wharfinger.autoprune;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Creates a policy of pruning of the user. Source: contract sessions 3.7. */
@Path(Api.ROOT)
public class CreateUserAutoPrunePolicy {

  @Inject Call call;
  @Inject AutoPruneWrites policies;

  @POST
  @Path("user/autoprunepolicy/")
  @Operation(
      operationId = "createUserAutoPrunePolicy",
      summary = "Create a policy of pruning of the user.")
  public Uni<Response> createUserAutoPrunePolicy() {
    return policies.create(call, Optional.empty()).map(created -> Replies.json(201, created));
  }
}
