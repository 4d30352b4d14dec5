package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Deletes one of the caller's robots, with its permissions. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class DeleteUserRobot {

  @Inject ApiRequest request;
  @Inject RobotWrites robots;

  @DELETE
  @Path("user/robots/{robot_shortname}")
  @ApiOperation(
      summary = "Delete a robot of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteUserRobot(@PathParam("robot_shortname") String name) {
    return robots.delete(RobotPlace.own(request), name, request).map(Replies::noContent);
  }
}
