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

/**
 * Lists the external identities that may act as one of the caller's robots. Source: contract
 * neighbours 5.
 */
@Path(Api.ROOT)
public class GetUserRobotFederation {

  @Inject ApiRequest request;
  @Inject RobotReads robots;

  @GET
  @Path("user/robots/{robot_shortname}/federation")
  @ApiOperation(
      summary = "List the identities that may act as a robot of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "RobotFederation"))
  public Uni<Response> getUserRobotFederation(@PathParam("robot_shortname") String name) {
    return robots.federation(RobotPlace.own(request), name).map(Replies::ok);
  }
}
