package dev.wharfinger.repository;

import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.log.LogCounts;
import dev.wharfinger.log.LogList;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
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

  @Inject Call call;
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
      throw new RefusedException(Refusal.notFound());
    }
    LogList.Wanted wanted = list.wanted(call);
    Caller.User caller = call.requireUser();
    return RepositoryStanding.load(pool, name, caller)
        .map(access -> access.inspectedBy(caller))
        .flatMap(repository -> counts.ofRepository(repository.id(), wanted))
        .map(Replies::ok);
  }
}
