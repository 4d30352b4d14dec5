package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Gives the caller another robot. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class CreateUserRobot {

  @Inject ApiRequest request;
  @Inject RobotWrites robots;

  @PUT
  @Path("user/robots/{robot_shortname}")
  @ApiOperation(
      summary = "Create a robot for the current user.",
      scope = Scope.USER_ADMIN,
      body = @Body(of = RobotWrites.class, constant = "NEW", optional = true),
      answers = @Answer(status = 201, schema = "Robot"))
  public Uni<Response> createUserRobot(@PathParam("robot_shortname") String name) {
    return robots.createOwn(name, request).map(robot -> Replies.json(201, robot));
  }
}
