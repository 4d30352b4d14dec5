package dev.wharfinger.repository;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.log.LogList;
import dev.wharfinger.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

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
  @Operation(operationId = "listRepoLogs", summary = "List the usage logs of a repository.")
  public Uni<Response> listRepoLogs(@PathParam("repository") RepositoryName name) {
    LogList.Wanted wanted = list.wanted(call);
    Caller.User caller = call.requireUser();
    return RepositoryStanding.load(pool, name, caller)
        .map(access -> access.inspectedBy(caller))
        .flatMap(repository -> list.pageOfRepository(repository.id(), wanted))
        .map(Replies::ok);
  }
}
