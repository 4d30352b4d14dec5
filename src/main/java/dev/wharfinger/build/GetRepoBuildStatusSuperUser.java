package dev.wharfinger.build;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Excerpt;
import dev.wharfinger.http.Problem;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
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

/** Shows superusers how far a build is. Source: contract superuser 7. */
@Path(Api.ROOT)
public class GetRepoBuildStatusSuperUser {

  @Inject Call call;
  @Inject SuperuserCall superusers;
  @Inject BuildView view;

  @GET
  @Path("superuser/{build_uuid}/status")
  @ApiOperation(
      summary = "Get the status of a build, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "Build"))
  public Uni<Response> getRepoBuildStatusSuperUser(@PathParam("build_uuid") String uuid) {
    Caller.User caller = call.requireFreshUser();
    superusers.mayRead(caller);
    return view.find(uuid, caller, call.receivedAt())
        .map(found -> found.map(Replies::ok).orElseThrow(() -> unknown(uuid)));
  }

  /** Here an unknown build is a bad answer and not a missing page. */
  static RefusedException unknown(String uuid) {
    return new RefusedException(
        Refusal.problem(
            Problem.INVALID_RESPONSE, "Unable to locate a build by id: " + Excerpt.of(uuid)));
  }
}
