package dev.wharfinger.registries.registry;

import dev.wharfinger.platform.config.ConfigDump;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Shows superusers the service's configuration without secrets, if FEATURE_SUPERUSER_CONFIGDUMP is
 * on. Source: contract superuser 9.
 */
@Path(Api.ROOT)
public class GetConfigDump {

  @Inject ApiRequest request;
  @Inject Settings settings;
  @Inject SuperuserRequest superusers;
  @Inject ConfigDump dump;

  @GET
  @Path("superuser/config")
  @ApiOperation(
      summary = "Get the effective configuration, without its secrets.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "ConfigDump"))
  public Response getConfigDump() {
    Caller.User caller = request.requireFreshUser();
    superusers.mayRead(caller);
    if (!settings.featureSuperuserConfigdump()) {
      throw new ApiException(ApiError.denied(caller));
    }
    return Replies.ok(dump.show());
  }
}
