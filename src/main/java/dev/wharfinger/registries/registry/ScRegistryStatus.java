package dev.wharfinger.registries.registry;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.Replies;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Tells any caller that the registry is set up: the service does not start with an incomplete
 * configuration, so there is no other status. Source: contract superuser 12, sessions 3.2.
 */
@Path(Api.ROOT)
public class ScRegistryStatus {

  @GET
  @Path("superuser/registrystatus")
  @ApiOperation(
      summary = "Get the setup status of the registry.",
      answers = @Answer(schema = "RegistryStatus"))
  public Response scRegistryStatus() {
    return Replies.ok(Map.of("provider_id", "file", "status", "ready"));
  }
}
