package dev.wharfinger.registries.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Takes notifications of a vulnerability scanner, which mean nothing here. Source: contract
 * repositories 11.
 */
@Path("/secscan/notification")
public class ScannerNotification {

  @Inject ApiRequest request;

  @POST
  @Produces(MediaType.TEXT_PLAIN)
  @ApiOperation(summary = "Take a notification of a vulnerability scanner.")
  public String scannerNotification() {
    JsonNode body =
        Json.parse(request.rawBody()).orElseThrow(() -> new ApiException(ApiError.BAD_REQUEST));
    if (!body.has("notification_id") || !body.has("callback")) {
      throw new ApiException(ApiError.BAD_REQUEST);
    }
    return "Okay";
  }
}
