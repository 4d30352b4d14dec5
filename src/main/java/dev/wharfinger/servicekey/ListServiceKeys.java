package dev.wharfinger.servicekey;

import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Lists all service keys, approved or not, but those that expired long ago. Source: contract
 * superuser 6.2.
 */
@Path(Api.ROOT)
public class ListServiceKeys {

  @Inject Call call;
  @Inject Settings settings;
  @Inject SuperuserCall superusers;
  @Inject ServiceKeyView view;

  @GET
  @Path("superuser/keys")
  @ApiOperation(
      summary = "List the keys of all services.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "ServiceKeyList"))
  public Uni<Response> listServiceKeys() {
    superusers.mayRead(call.requireUser());
    return view.all(Terms.of(settings, call.receivedAt()))
        .map(keys -> Replies.ok(Map.of("keys", keys)));
  }
}
