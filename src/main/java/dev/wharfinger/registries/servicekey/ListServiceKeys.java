package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Lists all service keys, approved or not, except those that expired long ago. Source: contract
 * superuser 6.2.
 */
@Path(Api.ROOT)
public class ListServiceKeys {

  @Inject ApiRequest request;
  @Inject Settings settings;
  @Inject SuperuserRequest superusers;
  @Inject ServiceKeyView view;

  @GET
  @Path("superuser/keys")
  @ApiOperation(
      summary = "List the service keys of all services.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "ServiceKeyList"))
  public Uni<Response> listServiceKeys() {
    superusers.mayRead(request.requireUser());
    return view.all(Terms.of(settings, request.receivedAt()))
        .map(keys -> Replies.ok(Map.of("keys", keys)));
  }
}
