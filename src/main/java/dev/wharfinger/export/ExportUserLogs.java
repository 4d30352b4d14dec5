package dev.wharfinger.export;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Exports for a user what happened to his own account. Source: contract neighbours 9. */
@Path(Api.ROOT)
public class ExportUserLogs {

  @Inject Call call;
  @Inject ExportReplies exports;

  @POST
  @Path("user/exportlogs")
  @Operation(operationId = "exportUserLogs", summary = "Export the usage logs of the user.")
  public Uni<Response> exportUserLogs() {
    exports.requireOn();
    return exports.exportOwn(call);
  }
}
