package dev.wharfinger.registries.health;

import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Tells whether what all instances depend on works. Source: contract repositories 12. */
@Path("/health/endtoend")
public class EndToEndHealth {

  @Inject ApiRequest request;
  @Inject HealthReplies report;

  @GET
  @ApiOperation(
      summary = "Get the health of what the service depends on.",
      answers = {@Answer(schema = "Health"), @Answer(status = 503, schema = "Health")},
      rules = Rule.SESSION_COOKIE)
  public Uni<Response> endToEndHealth() {
    return report.endToEnd(request);
  }
}
