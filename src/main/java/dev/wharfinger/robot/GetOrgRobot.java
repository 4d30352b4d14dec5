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

/** Shows one of an organization's robots. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class GetOrgRobot {

  @Inject Call call;
  @Inject RobotReads robots;

  @GET
  @Path("organization/{orgname}/robots/{robot_shortname}")
  @ApiOperation(
      summary = "Get a robot of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "Robot"))
  public Uni<Response> getOrgRobot(
      @PathParam("orgname") String organization, @PathParam("robot_shortname") String name) {
    return robots.one(RobotPlace.in(organization, call), name).map(Replies::ok);
  }
}
