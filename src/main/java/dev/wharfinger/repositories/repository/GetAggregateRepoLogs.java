package dev.wharfinger.repositories.repository;

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
import dev.wharfinger.records.log.LogCounts;
import dev.wharfinger.records.log.LogList;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Counts what happened to a repository, for those who administer it. Source: contract neighbours 9.
 */
@Path(Api.ROOT)
public class GetAggregateRepoLogs {

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject LogList list;
  @Inject LogCounts counts;
  @Inject Settings settings;

  @GET
  @Path(RepositoryName.ROUTE + "/aggregatelogs")
  @ApiOperation(
      summary = "Count the usage logs of a repository.",
      scope = Scope.REPO_ADMIN,
      query = {"starttime", "endtime"},
      answers = @Answer(schema = "LogCounts"))
  public Uni<Response> getAggregateRepoLogs(@PathParam("repository") RepositoryName name) {
    if (!settings.featureAggregatedLogCountRetrieval()) {
      throw new ApiException(ApiError.notFound());
    }
    LogList.Wanted wanted = list.wanted(request);
    Caller.User caller = request.requireUser();
    return RepositoryAccess.load(pool, name, caller)
        .map(access -> access.inspectedBy(caller))
        .flatMap(repository -> counts.ofRepository(repository.id(), wanted))
        .map(Replies::ok);
  }
}
