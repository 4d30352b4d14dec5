package dev.wharfinger.servicekey;

import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

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
  @Operation(operationId = "listServiceKeys", summary = "List the keys of all services.")
  public Uni<Response> listServiceKeys() {
    superusers.mayRead(call.requireUser());
    return view.all(Terms.of(settings, call.receivedAt()))
        .map(keys -> Replies.ok(Map.of("keys", keys)));
  }
}
