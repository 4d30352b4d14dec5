package dev.wharfinger.export;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Body;
import dev.wharfinger.http.Call;
import dev.wharfinger.repository.RepositoryName;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Exports what happened to a repository for those who administer it. Source: contract neighbours 9,
 * sessions 3.6.
 */
@Path(Api.ROOT)
public class ExportRepoLogs {

  @Inject Call call;
  @Inject ExportReplies exports;
  @Inject RepositoryExportReplies repositories;

  @POST
  @Path(RepositoryName.ROUTE + "/exportlogs")
  @ApiOperation(
      summary = "Export the usage logs of a repository.",
      scope = Scope.REPO_ADMIN,
      query = {"starttime", "endtime"},
      body = @Body(of = ExportReplies.class),
      answers = @Answer(schema = "LogExport"))
  public Uni<Response> exportRepoLogs(@PathParam("repository") RepositoryName name) {
    exports.requireOn();
    return repositories.export(call, name);
  }
}
