package dev.wharfinger.registry;

import dev.wharfinger.config.ConfigDump;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.security.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Shows superusers what the service runs with, if FEATURE_SUPERUSER_CONFIGDUMP lets them; nothing
 * secret is in it. Source: contract superuser 9.
 */
@Path(Api.ROOT)
public class GetConfigDump {

  @Inject Call call;
  @Inject Settings settings;
  @Inject SuperuserCall superusers;
  @Inject ConfigDump dump;

  @GET
  @Path("superuser/config")
  @Operation(
      operationId = "getConfigDump",
      summary = "Get the effective configuration, without its secrets.")
  public Response getConfigDump() {
    Caller.User caller = call.requireFreshUser();
    superusers.mayRead(caller);
    if (!settings.featureSuperuserConfigdump()) {
      throw new RefusedException(Refusal.denied(caller));
    }
    return Replies.ok(dump.show());
  }
}
