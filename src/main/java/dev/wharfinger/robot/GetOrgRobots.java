package dev.wharfinger.robot;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Lists an organization's robots to its members. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class GetOrgRobots {

  @Inject Call call;
  @Inject RobotReads robots;

  @GET
  @Path("organization/{orgname}/robots")
  @ApiOperation(
      summary = "List the robots of an organization.",
      scope = Scope.ORG_ADMIN,
      query = {"permissions", "token", "robot_limit"},
      answers = @Answer(schema = "RobotList"))
  public Uni<Response> getOrgRobots(@PathParam("orgname") String organization) {
    return robots.listIn(organization, call).map(Replies::ok);
  }
}
