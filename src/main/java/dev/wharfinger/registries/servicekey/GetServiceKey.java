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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows a service key to superusers. Source: contract superuser 6.3. */
@Path(Api.ROOT)
public class GetServiceKey {

  @Inject ApiRequest request;
  @Inject Settings settings;
  @Inject SuperuserRequest superusers;
  @Inject ServiceKeyView view;

  @GET
  @Path("superuser/keys/{kid}")
  @ApiOperation(
      summary = "Get a service key.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "ServiceKey"))
  public Uni<Response> getServiceKey(@PathParam("kid") String kid) {
    superusers.mayRead(request.requireUser());
    return view.one(kid, Terms.of(settings, request.receivedAt())).map(Replies::ok);
  }
}
