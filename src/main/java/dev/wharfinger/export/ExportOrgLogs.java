package dev.wharfinger.export;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Body;
import dev.wharfinger.http.Call;
import dev.wharfinger.security.Scope;
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

  @Inject Call call;
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
    return exports.export(call, name);
  }
}
