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

/** Lists which repositories one of the caller's robots may use. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class GetUserRobotPermissions {

  @Inject ApiRequest request;
  @Inject RobotReads robots;

  @GET
  @Path("user/robots/{robot_shortname}/permissions")
  @ApiOperation(
      summary = "List the repository permissions of a robot of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "GrantedRepositoryList"))
  public Uni<Response> getUserRobotPermissions(@PathParam("robot_shortname") String name) {
    return robots.permissionsOfOwn(name, request).map(Replies::ok);
  }
}
