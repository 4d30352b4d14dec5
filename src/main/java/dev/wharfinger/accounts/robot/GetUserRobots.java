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
import jakarta.ws.rs.core.Response;

/** Lists the caller's own robots. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class GetUserRobots {

  @Inject ApiRequest request;
  @Inject RobotReads robots;

  @GET
  @Path("user/robots")
  @ApiOperation(
      summary = "List the robots of the current user.",
      scope = Scope.USER_ADMIN,
      query = {"permissions", "token", "robot_limit"},
      answers = @Answer(schema = "RobotList"))
  public Uni<Response> getUserRobots() {
    return robots.listOwn(request).map(Replies::ok);
  }
}
