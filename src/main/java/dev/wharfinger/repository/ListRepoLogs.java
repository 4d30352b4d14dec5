package dev.wharfinger.repository;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
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
 * Shows what happened to a repository to those who administer it. Source: contract neighbours 9.
 */
@Path(Api.ROOT)
public class ListRepoLogs {

  @Inject Call call;
  @Inject Pool pool;
  @Inject LogList list;

  @GET
  @Path(RepositoryName.ROUTE + "/logs")
  @ApiOperation(
      summary = "List the usage logs of a repository.",
      scope = Scope.REPO_ADMIN,
      query = {"starttime", "endtime", "next_page"},
      answers = @Answer(schema = "LogPage"))
  public Uni<Response> listRepoLogs(@PathParam("repository") RepositoryName name) {
    LogList.Wanted wanted = list.wanted(call);
    Caller.User caller = call.requireUser();
    return RepositoryStanding.load(pool, name, caller)
        .map(access -> access.inspectedBy(caller))
        .flatMap(repository -> list.pageOfRepository(repository.id(), wanted))
        .map(Replies::ok);
  }
}
