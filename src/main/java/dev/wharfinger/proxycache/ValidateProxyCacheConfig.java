package dev.wharfinger.proxycache;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Body;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.outbound.DestinationCheck;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tries whether the upstream registry of a proxy cache to be lets the service in; nothing is stored
 * or logged. Source: contract organization 2.18.
 */
@Path(Api.ROOT)
public class ValidateProxyCacheConfig {

  private static final Refusal FAILED =
      Refusal.invalidRequest(
          "Failed login to remote registry. Please verify entered details and try again.");
  private static final Refusal STRANGE =
      Refusal.invalidRequest("Failed to validate Proxy cache configuration");

  @Inject Call call;
  @Inject Pool pool;
  @Inject ProxyCacheSwitch proxyCaches;
  @Inject DestinationCheck destinations;
  @Inject UpstreamProbe probe;

  @POST
  @Path("organization/{orgname}/validateproxycache")
  @ApiOperation(
      summary = "Try the upstream registry of a proxy cache.",
      scope = Scope.ORG_ADMIN,
      body = @Body(of = ProxyCacheConfig.class),
      answers = @Answer(status = 202, schema = "ProxyCacheVerdict"))
  public Uni<Response> validateProxyCacheConfig(@PathParam("orgname") String organization) {
    proxyCaches.requireOn();
    ProxyCacheConfig config = ProxyCacheConfig.of(call.body(ProxyCacheConfig.BODY));
    Caller.User caller = call.requireUser();
    return ProxyCacheState.load(pool, organization, caller)
        .flatMap(state -> {
          refuse(state.refusesConfigurationBy(caller));
          return destinations
              .check(config.base())
              .invoke(verdict -> refuse(CreateProxyCacheConfig.refusal(verdict)))
              .invoke(() -> require(state, () -> ProxyCacheState.missing(organization)));
        })
        .flatMap(_ -> probe.knock(config))
        .map(ValidateProxyCacheConfig::reply);
  }

  private static void refuse(Optional<Refusal> refusal) {
    refusal.ifPresent(found -> {
      throw new RefusedException(found);
    });
  }

  private static void require(ProxyCacheState state, Supplier<Refusal> missing) {
    if (state.access().organization().isEmpty()) {
      throw new RefusedException(missing.get());
    }
  }

  private static Response reply(UpstreamProbe.Finding finding) {
    return switch (finding) {
      case VALID -> Replies.json(202, "Valid");
      case ANONYMOUS -> Replies.json(202, "Anonymous");
      case FAILED -> throw new RefusedException(FAILED);
      case STRANGE -> throw new RefusedException(STRANGE);
    };
  }
}
