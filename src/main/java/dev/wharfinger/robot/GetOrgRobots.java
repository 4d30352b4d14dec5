package dev.wharfinger.robot;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Lists an organization's robots to its members. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class GetOrgRobots {

  @Inject Call call;
  @Inject RobotReads robots;

  @GET
  @Path("organization/{orgname}/robots")
  @Operation(operationId = "getOrgRobots", summary = "List the robots of an organization.")
  public Uni<Response> getOrgRobots(@PathParam("orgname") String organization) {
    return robots.listIn(organization, call).map(Replies::ok);
  }
}
