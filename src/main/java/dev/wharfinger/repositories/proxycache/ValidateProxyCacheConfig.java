package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Refusals;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.outbound.DestinationCheck;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Tests whether the service can access the upstream registry of a planned proxy cache; nothing is
 * stored or logged. Source: contract organization 2.18.
 */
@Path(Api.ROOT)
public class ValidateProxyCacheConfig {

  private static final ApiError FAILED =
      ApiError.invalidRequest(
          "Failed login to remote registry. Please verify entered details and try again.");
  private static final ApiError UNEXPECTED_RESPONSE =
      ApiError.invalidRequest("Failed to validate Proxy cache configuration");

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject ProxyCacheSwitch proxyCaches;
  @Inject DestinationCheck destinations;
  @Inject UpstreamProbe probe;
  @Inject Refusals refusals;

  @POST
  @Path("organization/{orgname}/validateproxycache")
  @ApiOperation(
      summary = "Validate access to the upstream registry of a proxy cache.",
      scope = Scope.ORG_ADMIN,
      body = @Body(of = ProxyCacheConfig.class),
      answers = @Answer(status = 202, schema = "ProxyCacheVerdict"))
  public Uni<Response> validateProxyCacheConfig(@PathParam("orgname") String organization) {
    proxyCaches.requireOn();
    ProxyCacheConfig config = ProxyCacheConfig.of(request.body(ProxyCacheConfig.BODY));
    Caller.User caller = request.requireUser();
    return ProxyCacheState.load(pool, organization, caller)
        .flatMap(state -> {
          refuse(state.refusesConfigurationBy(caller));
          return destinations
              .check(config.base())
              .invoke(verdict -> refuse(CreateProxyCacheConfig.refusal(verdict)))
              .invoke(() -> refuse(missing(state, organization)));
        })
        .flatMap(_ -> probe.probe(config))
        .map(ValidateProxyCacheConfig::reply);
  }

  private void refuse(Optional<Rejection> rejection) {
    rejection.ifPresent(reason -> {
      throw new ApiException(refusals.of(reason));
    });
  }

  private static Optional<Rejection> missing(ProxyCacheState state, String organization) {
    return state.access().organization().isEmpty()
        ? Optional.of(new ProxyCacheRejection.NoOrganization(organization))
        : Optional.empty();
  }

  private static Response reply(UpstreamProbe.Finding finding) {
    return switch (finding) {
      case VALID -> Replies.json(202, "Valid");
      case ANONYMOUS -> Replies.json(202, "Anonymous");
      case FAILED -> throw new ApiException(FAILED);
      case UNEXPECTED_RESPONSE -> throw new ApiException(UNEXPECTED_RESPONSE);
    };
  }
}
