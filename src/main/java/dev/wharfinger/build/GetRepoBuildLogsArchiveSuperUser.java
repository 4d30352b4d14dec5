package dev.wharfinger.build;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Problem;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Shows superusers the whole log of a build that is over, as it was reported here, wherever else it
 * was moved. Source: contract superuser 12.
 */
@Path(Api.ROOT)
public class GetRepoBuildLogsArchiveSuperUser {

  private static final Refusal NOT_AVAILABLE =
      Refusal.problem(Problem.INVALID_RESPONSE, "Archived logs not available");

  @Inject Call call;
  @Inject SuperuserCall superusers;
  @Inject BuildView view;

  @GET
  @Path("superuser/{build_uuid}/logs/archive")
  @ApiOperation(
      summary = "Get the archived log of a build, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "BuildLogs"))
  public Uni<Response> getRepoBuildLogsArchiveSuperUser(@PathParam("build_uuid") String uuid) {
    superusers.mayRead(call.requireFreshUser());
    return view.logs(uuid)
        .map(found ->
            found
                .filter(BuildView.Logs::isArchived)
                .orElseThrow(() -> new RefusedException(NOT_AVAILABLE)))
        .flatMap(logs -> view.told(uuid, logs.total(), 0))
        .map(Replies::ok);
  }
}
