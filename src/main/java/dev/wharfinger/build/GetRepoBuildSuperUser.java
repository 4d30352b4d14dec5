package dev.wharfinger.build;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows superusers a build. Source: contract superuser 7. */
@Path(Api.ROOT)
public class GetRepoBuildSuperUser {

  @Inject Call call;
  @Inject SuperuserCall superusers;
  @Inject BuildView view;

  @GET
  @Path("superuser/{build_uuid}/build")
  @ApiOperation(
      summary = "Get a build, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "Build"))
  public Uni<Response> getRepoBuildSuperUser(@PathParam("build_uuid") String uuid) {
    Caller.User caller = call.requireFreshUser();
    superusers.mayRead(caller);
    return view.find(uuid, caller, call.receivedAt()).map(Replies::okIfFound);
  }
}
