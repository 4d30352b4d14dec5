package dev.wharfinger.registries.health;

import dev.wharfinger.platform.http.ApiOperation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers probes of older set-ups. Source: contract repositories 12. */
@Path("/v1/_internal_ping")
public class OldInternalPing {

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @ApiOperation(summary = "Find out whether the service answers.")
  public String oldInternalPing() {
    return "true";
  }
}
