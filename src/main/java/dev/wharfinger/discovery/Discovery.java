package dev.wharfinger.discovery;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Rule;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Describes the operations under {@code /api/v1} as Swagger 2.0. Source: contract neighbours 10.
 */
@Path(Api.ROOT)
public class Discovery {

  @Inject Call call;
  @Inject SwaggerView swagger;

  @GET
  @Path("discovery")
  @ApiOperation(
      summary = "List all operations of the API.",
      query = "internal",
      answers = @Answer(schema = "Discovery"),
      rules = Rule.ANONYMOUS_ALWAYS)
  public Response discovery() {
    return Replies.okLine(swagger.line(call.query().flag("internal", false)));
  }
}
