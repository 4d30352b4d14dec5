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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows a service key to superusers. Source: contract superuser 6.3. */
@Path(Api.ROOT)
public class GetServiceKey {

  @Inject Call call;
  @Inject Settings settings;
  @Inject SuperuserCall superusers;
  @Inject ServiceKeyView view;

  @GET
  @Path("superuser/keys/{kid}")
  @ApiOperation(
      summary = "Get the key of a service.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "ServiceKey"))
  public Uni<Response> getServiceKey(@PathParam("kid") String kid) {
    superusers.mayRead(call.requireUser());
    return view.one(kid, Terms.of(settings, call.receivedAt())).map(Replies::ok);
  }
}
