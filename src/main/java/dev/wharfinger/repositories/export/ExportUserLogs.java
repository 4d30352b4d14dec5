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
import jakarta.ws.rs.core.Response;

/** Exports what happened to the user's own account. Source: contract neighbours 9. */
@Path(Api.ROOT)
public class ExportUserLogs {

  @Inject ApiRequest request;
  @Inject ExportReplies exports;

  @POST
  @Path("user/exportlogs")
  @ApiOperation(
      summary = "Export the usage logs of the current user.",
      scope = Scope.USER_ADMIN,
      query = {"starttime", "endtime"},
      body = @Body(of = ExportReplies.class),
      answers = @Answer(schema = "LogExport"))
  public Uni<Response> exportUserLogs() {
    exports.requireOn();
    return exports.exportOwn(request);
  }
}
