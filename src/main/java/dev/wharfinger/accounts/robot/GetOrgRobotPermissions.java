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

/** Lists which repositories a robot of an organization may use. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class GetOrgRobotPermissions {

  @Inject ApiRequest request;
  @Inject RobotReads robots;

  @GET
  @Path("organization/{orgname}/robots/{robot_shortname}/permissions")
  @ApiOperation(
      summary = "List the repository permissions of a robot of an organization.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "GrantedRepositoryList"))
  public Uni<Response> getOrgRobotPermissions(
      @PathParam("orgname") String organization, @PathParam("robot_shortname") String name) {
    return robots.permissionsIn(organization, name, request).map(Replies::ok);
  }
}
