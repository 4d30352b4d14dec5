package dev.wharfinger.platform.http;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Explains a kind of problem: where the {@code type} of a problem object leads. */
@Path(Api.ROOT)
@NonBlocking
public class GetErrorDescription {

  private final ApiRequest request;

  @Inject
  GetErrorDescription(ApiRequest request) {
    this.request = request;
  }

  /** The response, common 4.1. */
  @RegisterForReflection
  @JsonPropertyOrder({"type", "title", "description"})
  record View(String type, String title, String description) {}

  /** No sign-in required. */
  @GET
  @Path("error/{error_type}")
  @ApiOperation(
      summary = "Get a detailed description of an error",
      answers = @Answer(schema = "ErrorDescription"))
  public Response getErrorDescription(@PathParam("error_type") String type) {
    ProblemType problem = ProblemType.of(type).orElseThrow(ApiException::notFound);
    return Replies.ok(
        new View(
            ErrorBody.typeUrl(problem, request.origin()), problem.type(), problem.description()));
  }
}
