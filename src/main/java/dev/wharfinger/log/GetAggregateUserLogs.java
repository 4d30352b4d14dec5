package dev.wharfinger.log;

import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Counts what happened to a user, for himself. Source: contract neighbours 9. */
@Path(Api.ROOT)
public class GetAggregateUserLogs {

  @Inject Call call;
  @Inject LogList list;
  @Inject LogCounts counts;
  @Inject Settings settings;

  @GET
  @Path("user/aggregatelogs")
  @Operation(operationId = "getAggregateUserLogs", summary = "Count the usage logs of the user.")
  public Uni<Response> getAggregateUserLogs() {
    if (!settings.featureAggregatedLogCountRetrieval()) {
      throw new RefusedException(Refusal.notFound());
    }
    LogList.Wanted wanted = list.wanted(call);
    Caller.User caller = call.requireUser();
    if (!caller.may(Scope.USER_ADMIN)) {
      throw new RefusedException(Refusal.denied(caller));
    }
    return counts.of(caller.account(), false, wanted).map(Replies::ok);
  }
}
