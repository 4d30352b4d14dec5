package dev.wharfinger.robot;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Gives the caller another robot. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class CreateUserRobot {

  @Inject Call call;
  @Inject RobotWrites robots;

  @PUT
  @Path("user/robots/{robot_shortname}")
  @Operation(operationId = "createUserRobot", summary = "Create a robot of the user.")
  public Uni<Response> createUserRobot(@PathParam("robot_shortname") String name) {
    return robots.createOwn(name, call).map(robot -> Replies.json(201, robot));
  }
}
