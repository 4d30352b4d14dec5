package dev.wharfinger.registry;

import dev.wharfinger.config.ConfigDump;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

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
  @ApiOperation(
      summary = "Get the effective configuration, without its secrets.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "ConfigDump"))
  public Response getConfigDump() {
    Caller.User caller = call.requireFreshUser();
    superusers.mayRead(caller);
    if (!settings.featureSuperuserConfigdump()) {
      throw new RefusedException(Refusal.denied(caller));
    }
    return Replies.ok(dump.show());
  }
}
