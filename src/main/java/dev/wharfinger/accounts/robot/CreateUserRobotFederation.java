package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Sets the external identities that may act as one of the caller's robots. Source: contract
 * neighbours 5.
 */
@Path(Api.ROOT)
public class CreateUserRobotFederation {

  @Inject ApiRequest request;
  @Inject RobotWrites robots;

  @POST
  @Path("user/robots/{robot_shortname}/federation")
  @ApiOperation(
      summary = "Set the identities that may act as a robot of the current user.",
      scope = Scope.USER_ADMIN,
      body = @Body(of = RobotWrites.class, constant = "FEDERATION"),
      answers = @Answer(schema = "RobotFederation"))
  public Uni<Response> createUserRobotFederation(@PathParam("robot_shortname") String name) {
    return robots.federateOwn(name, request).map(Replies::ok);
  }
}
