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

/** Lists an organization's robots to its members. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class GetOrgRobots {

  @Inject ApiRequest request;
  @Inject RobotReads robots;

  @GET
  @Path("organization/{orgname}/robots")
  @ApiOperation(
      summary = "List the robots of an organization.",
      scope = Scope.ORG_ADMIN,
      query = {"permissions", "token", "robot_limit"},
      answers = @Answer(schema = "RobotList"))
  public Uni<Response> getOrgRobots(@PathParam("orgname") String organization) {
    return robots.listIn(organization, request).map(Replies::ok);
  }
}
