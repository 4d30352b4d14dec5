package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows one of the caller's own robots. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class GetUserRobot {

  @Inject ApiRequest request;
  @Inject RobotReads robots;

  @GET
  @Path("user/robots/{robot_shortname}")
  @ApiOperation(
      summary = "Get a robot of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "Robot"))
  public Uni<Response> getUserRobot(@PathParam("robot_shortname") String name) {
    return robots.one(RobotPlace.own(request), name).map(Replies::ok);
  }
}
