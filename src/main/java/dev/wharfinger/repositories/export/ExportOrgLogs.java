package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Exports what happened to an organization for those who may read it; the caller's own name is
 * served too. Source: contract neighbours 9, sessions 3.6.
 */
@Path(Api.ROOT)
public class ExportOrgLogs {

  @Inject ApiRequest request;
  @Inject ExportReplies exports;

  @POST
  @Path("organization/{orgname}/exportlogs")
  @ApiOperation(
      summary = "Export the usage logs of an organization.",
      scope = Scope.ORG_ADMIN,
      query = {"starttime", "endtime"},
      body = @Body(of = ExportReplies.class),
      answers = @Answer(schema = "LogExport"))
  public Uni<Response> exportOrgLogs(@PathParam("orgname") String name) {
    exports.requireOn();
    return exports.export(request, name);
  }
}
