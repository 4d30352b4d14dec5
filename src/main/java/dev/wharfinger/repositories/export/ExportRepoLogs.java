package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryName;
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

  @Inject ApiRequest request;
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
    return repositories.export(request, name);
  }
}
