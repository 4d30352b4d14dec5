package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.Api;
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

/** Shows superusers a build. Source: contract superuser 7. */
@Path(Api.ROOT)
public class GetRepoBuildSuperUser {

  @Inject ApiRequest request;
  @Inject SuperuserRequest superusers;
  @Inject BuildView view;

  @GET
  @Path("superuser/{build_uuid}/build")
  @ApiOperation(
      summary = "Get a build, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "Build"))
  public Uni<Response> getRepoBuildSuperUser(@PathParam("build_uuid") String uuid) {
    Caller.User caller = request.requireFreshUser();
    superusers.mayRead(caller);
    return view.find(uuid, caller, request.receivedAt()).map(Replies::okIfFound);
  }
}
