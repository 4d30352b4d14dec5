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
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.text.Excerpt;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows superusers the progress of a build. Source: contract superuser 7. */
@Path(Api.ROOT)
public class GetRepoBuildStatusSuperUser {

  @Inject ApiRequest request;
  @Inject SuperuserRequest superusers;
  @Inject BuildView view;

  @GET
  @Path("superuser/{build_uuid}/status")
  @ApiOperation(
      summary = "Get the status of a build, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "Build"))
  public Uni<Response> getRepoBuildStatusSuperUser(@PathParam("build_uuid") String uuid) {
    Caller.User caller = request.requireFreshUser();
    superusers.mayRead(caller);
    return view.find(uuid, caller, request.receivedAt())
        .map(found -> found.map(Replies::ok).orElseThrow(() -> unknown(uuid)));
  }

  /** Here an unknown build is answered with 400 instead of 404. */
  static ApiException unknown(String uuid) {
    return new ApiException(
        ApiError.problem(
            ProblemType.INVALID_RESPONSE, "Unable to locate a build by id: " + Excerpt.of(uuid)));
  }
}
