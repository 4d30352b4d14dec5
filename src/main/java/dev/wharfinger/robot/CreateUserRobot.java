package dev.wharfinger.robot;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Body;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Gives the caller another robot. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class CreateUserRobot {

  @Inject Call call;
  @Inject RobotWrites robots;

  @PUT
  @Path("user/robots/{robot_shortname}")
  @ApiOperation(
      summary = "Create a robot of the user.",
      scope = Scope.USER_ADMIN,
      body = @Body(of = RobotWrites.class, constant = "NEW", optional = true),
      answers = @Answer(status = 201, schema = "Robot"))
  public Uni<Response> createUserRobot(@PathParam("robot_shortname") String name) {
    return robots.createOwn(name, call).map(robot -> Replies.json(201, robot));
  }
}
