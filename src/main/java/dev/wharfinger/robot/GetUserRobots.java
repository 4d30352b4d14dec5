package dev.wharfinger.robot;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Lists the caller's own robots. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class GetUserRobots {

  @Inject Call call;
  @Inject RobotReads robots;

  @GET
  @Path("user/robots")
  @Operation(operationId = "getUserRobots", summary = "List the robots of the user.")
  public Uni<Response> getUserRobots() {
    return robots.listOwn(call).map(Replies::ok);
  }
}
