package dev.wharfinger.registries.health;

import dev.wharfinger.platform.http.ApiOperation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers probes. Source: contract repositories 12. */
@Path("/_internal_ping")
public class InternalPing {

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @ApiOperation(summary = "Find out whether the service answers.")
  public String internalPing() {
    return "true";
  }
}
