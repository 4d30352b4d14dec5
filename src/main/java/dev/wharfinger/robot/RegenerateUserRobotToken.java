package dev.wharfinger.robot;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Gives one of the caller's robots another token. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class RegenerateUserRobotToken {

  @Inject Call call;
  @Inject RobotWrites robots;

  @POST
  @Path("user/robots/{robot_shortname}/regenerate")
  @Operation(
      operationId = "regenerateUserRobotToken",
      summary = "Replace the token of a robot of the user.")
  public Uni<Response> regenerateUserRobotToken(@PathParam("robot_shortname") String name) {
    return robots.regenerate(RobotPlace.own(call), name, call).map(Replies::ok);
  }
}
