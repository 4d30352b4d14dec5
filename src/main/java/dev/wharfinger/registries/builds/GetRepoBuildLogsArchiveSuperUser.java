package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.ProblemType;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Shows superusers the whole log of a finished build, as reported here, even if it was moved
 * elsewhere. Source: contract superuser 12.
 */
@Path(Api.ROOT)
public class GetRepoBuildLogsArchiveSuperUser {

  private static final ApiError NOT_AVAILABLE =
      ApiError.problem(ProblemType.INVALID_RESPONSE, "Archived logs not available");

  @Inject ApiRequest request;
  @Inject SuperuserRequest superusers;
  @Inject BuildView view;

  @GET
  @Path("superuser/{build_uuid}/logs/archive")
  @ApiOperation(
      summary = "Get the archived log of a build, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "BuildLogs"))
  public Uni<Response> getRepoBuildLogsArchiveSuperUser(@PathParam("build_uuid") String uuid) {
    superusers.mayRead(request.requireFreshUser());
    return view.logs(uuid)
        .map(found ->
            found
                .filter(BuildView.Logs::isArchived)
                .orElseThrow(() -> new ApiException(NOT_AVAILABLE)))
        .flatMap(logs -> view.told(uuid, logs.total(), 0))
        .map(Replies::ok);
  }
}
