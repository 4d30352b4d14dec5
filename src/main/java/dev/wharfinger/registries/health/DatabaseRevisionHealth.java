package dev.wharfinger.registries.health;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Exists where there is billing only, which is nowhere here. Source: contract repositories 12. */
@Path("/health/dbrevision")
public class DatabaseRevisionHealth {

  @GET
  @ApiOperation(summary = "Not offered: get the revision of the database.")
  public Response databaseRevisionHealth() {
    throw new ApiException(ApiError.error(404, "Not Found"));
  }
}
