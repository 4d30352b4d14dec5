package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Shows superusers the log of a build, or where it was moved. Source: contract superuser 7, common
 * 15.
 */
@Path(Api.ROOT)
public class GetRepoBuildLogsSuperUser {

  private static final String INVALID_START = "Invalid start index";

  @Inject ApiRequest request;
  @Inject SuperuserRequest superusers;
  @Inject BuildView view;

  @GET
  @Path("superuser/{build_uuid}/logs")
  @ApiOperation(
      summary = "Get the log of a build, as a superuser.",
      scope = Scope.SUPER_USER,
      query = "start",
      answers = @Answer(schema = "BuildLogs"))
  public Uni<Response> getRepoBuildLogsSuperUser(@PathParam("build_uuid") String uuid) {
    Caller.User caller = request.requireFreshUser();
    superusers.mayRead(caller);
    return view.logs(uuid)
        .map(found -> found.orElseThrow(() -> GetRepoBuildStatusSuperUser.unknown(uuid)))
        .flatMap(logs ->
            logs.movedTo().isPresent()
                ? Uni.createFrom().item(Map.<String, Object>of("logs_url", logs.movedTo().get()))
                : view.told(uuid, logs.total(), start(request)))
        .map(Replies::ok);
  }

  /** The first requested entry; a negative one counts from the end. */
  static long start(ApiRequest request) {
    try {
      return request.query().integer("start", INVALID_START, 0);
    } catch (ApiException _) {
      throw new ApiException(ApiError.invalidRequest(INVALID_START));
    }
  }
}
