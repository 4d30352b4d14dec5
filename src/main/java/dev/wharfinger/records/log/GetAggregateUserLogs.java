package dev.wharfinger.records.log;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Counts what happened to the user's own account. Source: contract neighbours 9. */
@Path(Api.ROOT)
public class GetAggregateUserLogs {

  @Inject ApiRequest request;
  @Inject LogList list;
  @Inject LogCounts counts;
  @Inject Settings settings;

  @GET
  @Path("user/aggregatelogs")
  @ApiOperation(
      summary = "Count the usage logs of the current user.",
      scope = Scope.USER_ADMIN,
      query = {"starttime", "endtime", "performer"},
      answers = @Answer(schema = "LogCounts"))
  public Uni<Response> getAggregateUserLogs() {
    if (!settings.featureAggregatedLogCountRetrieval()) {
      throw new ApiException(ApiError.notFound());
    }
    LogList.Wanted wanted = list.wanted(request);
    Caller.User caller = request.requireUserInScope();
    return counts.of(caller.account(), false, wanted).map(Replies::ok);
  }
}
