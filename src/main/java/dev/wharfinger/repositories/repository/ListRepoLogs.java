package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.records.log.LogList;
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

  @Inject ApiRequest request;
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
    LogList.Wanted wanted = list.wanted(request);
    Caller.User caller = request.requireUser();
    return RepositoryAccess.load(pool, name, caller)
        .map(access -> access.inspectedBy(caller))
        .flatMap(repository -> list.pageOfRepository(repository.id(), wanted))
        .map(Replies::ok);
  }
}
