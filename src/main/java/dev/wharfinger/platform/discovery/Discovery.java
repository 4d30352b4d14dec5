package dev.wharfinger.platform.discovery;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Describes the operations under {@code /api/v1} as Swagger 2.0. Source: contract neighbours 10.
 */
@Path(Api.ROOT)
public class Discovery {

  @Inject ApiRequest request;
  @Inject SwaggerView swagger;

  @GET
  @Path("discovery")
  @ApiOperation(
      summary = "List all operations of the API.",
      query = "internal",
      answers = @Answer(schema = "Discovery"),
      rules = Rule.ANONYMOUS_ALWAYS)
  public Response discovery() {
    return Replies.okLine(swagger.line(request.query().flag("internal", false)));
  }
}
