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

/** Tells what will be missing soon. Source: contract repositories 12. */
@Path("/health/warning")
public class WarningHealth {

  @Inject ApiRequest request;
  @Inject HealthReplies report;

  @GET
  @ApiOperation(
      summary = "Get warnings about the health of this instance.",
      answers = {@Answer(schema = "Health"), @Answer(status = 503, schema = "Health")},
      rules = Rule.SESSION_COOKIE)
  public Uni<Response> warningHealth() {
    return report.warning(request);
  }
}
