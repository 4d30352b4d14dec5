package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Lists the unexpired tokens of an application. Source: contract neighbours 1.5. */
@Path(Api.ROOT)
public class ListOrganizationApplicationTokens {

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject ApplicationTokenView view;

  @GET
  @Path("organization/{orgname}/applications/{client_id}/tokens")
  @ApiOperation(
      summary = "List the tokens of an OAuth application.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      query = "next_page",
      answers = @Answer(schema = "ApplicationTokenList"))
  public Uni<Response> listOrganizationApplicationTokens(
      @PathParam("orgname") String organization, @PathParam("client_id") String clientId) {
    Caller.User caller = request.requireUser();
    return ApplicationState.load(pool, organization, clientId, caller)
        .map(state -> inspected(state, caller))
        .flatMap(application ->
            view.page(application, request.query().string("next_page"), request.receivedAt()))
        .map(Replies::ok);
  }

  private static long inspected(ApplicationState state, Caller.User caller) {
    if (!state.access().inspects(caller)) {
      throw new ApiException(ApiError.denied(caller));
    }
    return switch (state) {
      case ApplicationState.NoOrganization _, ApplicationState.Missing _ ->
          throw new ApiException(ApiError.notFound());
      case ApplicationState.Present present -> present.id();
    };
  }
}
