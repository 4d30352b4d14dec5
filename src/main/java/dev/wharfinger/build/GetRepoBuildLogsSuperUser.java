package dev.wharfinger.build;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
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
import java.util.Map;

/**
 * Shows superusers what a build said, or where its log was moved. Source: contract superuser 7,
 * common 15.
 */
@Path(Api.ROOT)
public class GetRepoBuildLogsSuperUser {

  private static final String INVALID_START = "Invalid start index";

  @Inject Call call;
  @Inject SuperuserCall superusers;
  @Inject BuildView view;

  @GET
  @Path("superuser/{build_uuid}/logs")
  @ApiOperation(
      summary = "Get the log of a build, as a superuser.",
      scope = Scope.SUPER_USER,
      query = "start",
      answers = @Answer(schema = "BuildLogs"))
  public Uni<Response> getRepoBuildLogsSuperUser(@PathParam("build_uuid") String uuid) {
    Caller.User caller = call.requireFreshUser();
    superusers.mayRead(caller);
    return view.logs(uuid)
        .map(found -> found.orElseThrow(() -> GetRepoBuildStatusSuperUser.unknown(uuid)))
        .flatMap(logs ->
            logs.movedTo().isPresent()
                ? Uni.createFrom().item(Map.<String, Object>of("logs_url", logs.movedTo().get()))
                : view.told(uuid, logs.total(), start()))
        .map(Replies::ok);
  }

  /** The first entry that is wanted; a negative one counts from the end. */
  private long start() {
    try {
      return call.query().integer("start", INVALID_START, 0);
    } catch (RefusedException _) {
      throw new RefusedException(Refusal.invalidRequest(INVALID_START));
    }
  }
}
