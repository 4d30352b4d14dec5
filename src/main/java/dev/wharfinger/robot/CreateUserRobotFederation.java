package dev.wharfinger.robot;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Says who else may act as one of the caller's robots. Source: contract neighbours 5. */
@Path(Api.ROOT)
public class CreateUserRobotFederation {

  @Inject Call call;
  @Inject RobotWrites robots;

  @POST
  @Path("user/robots/{robot_shortname}/federation")
  @Operation(
      operationId = "createUserRobotFederation",
      summary = "Set the identities that may act as a robot of the user.")
  public Uni<Response> createUserRobotFederation(@PathParam("robot_shortname") String name) {
    return robots.federateOwn(name, call).map(Replies::ok);
  }
}
