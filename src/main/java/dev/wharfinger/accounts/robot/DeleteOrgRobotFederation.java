package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Removes all external identities that may act as a robot of an organization. Source: contract
 * neighbours 5.
 */
@Path(Api.ROOT)
public class DeleteOrgRobotFederation {

  @Inject ApiRequest request;
  @Inject RobotWrites robots;

  @DELETE
  @Path("organization/{orgname}/robots/{robot_shortname}/federation")
  @ApiOperation(
      summary = "Remove all identities that may act as a robot of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrgRobotFederation(
      @PathParam("orgname") String organization, @PathParam("robot_shortname") String name) {
    return robots
        .unfederate(RobotPlace.in(organization, request), name, request)
        .map(Replies::noContent);
  }
}
