package dev.wharfinger.discovery;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.RequestPolicy;
import dev.wharfinger.http.RequestPolicy.Rule;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Describes the operations under {@code /api/v1} as Swagger 2.0. Source: contract neighbours 10.
 */
@RequestPolicy(Rule.ANONYMOUS_ALWAYS)
@Path(Api.ROOT)
public class Discovery {

  @Inject Call call;
  @Inject SwaggerView swagger;

  @GET
  @Path("discovery")
  @Operation(operationId = "discovery", summary = "List all operations of the API.")
  public Response discovery() {
    return Replies.okLine(swagger.line(call.query().flag("internal", false)));
  }
}
