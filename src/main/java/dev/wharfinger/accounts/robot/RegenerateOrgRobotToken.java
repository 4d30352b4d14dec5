package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Gives a robot of an organization another token. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class RegenerateOrgRobotToken {

  @Inject ApiRequest request;
  @Inject RobotWrites robots;

  @POST
  @Path("organization/{orgname}/robots/{robot_shortname}/regenerate")
  @ApiOperation(
      summary = "Regenerate the token of a robot of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "Robot"))
  public Uni<Response> regenerateOrgRobotToken(
      @PathParam("orgname") String organization, @PathParam("robot_shortname") String name) {
    return robots.regenerate(RobotPlace.in(organization, request), name, request).map(Replies::ok);
  }
}
