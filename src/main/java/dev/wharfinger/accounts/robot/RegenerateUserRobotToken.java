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

/** Gives one of the caller's robots another token. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class RegenerateUserRobotToken {

  @Inject ApiRequest request;
  @Inject RobotWrites robots;

  @POST
  @Path("user/robots/{robot_shortname}/regenerate")
  @ApiOperation(
      summary = "Regenerate the token of a robot of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "Robot"))
  public Uni<Response> regenerateUserRobotToken(@PathParam("robot_shortname") String name) {
    return robots.regenerate(RobotPlace.own(request), name, request).map(Replies::ok);
  }
}
