package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.outbound.DestinationCheck;
import dev.wharfinger.platform.outbound.Verdict;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.platform.vault.UpstreamSeal;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent.ProxyCacheCreated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes an organization the proxy cache of another registry, whose address is checked but not yet
 * connected to. Source: contract organization 2.16.
 */
@Path(Api.ROOT)
public class CreateProxyCacheConfig {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Pool pool;
  @Inject Settings settings;
  @Inject ProxyCacheSwitch proxyCaches;
  @Inject DestinationCheck destinations;
  @Inject UpstreamSeal seal;

  @POST
  @Path("organization/{orgname}/proxycache")
  @ApiOperation(
      summary = "Make an organization a proxy cache.",
      scope = Scope.ORG_ADMIN,
      body = @Body(of = ProxyCacheConfig.class),
      answers = @Answer(status = 201, schema = "Created"))
  public Uni<Response> createProxyCacheConfig(@PathParam("orgname") String organization) {
    proxyCaches.requireOn();
    ProxyCacheConfig config = ProxyCacheConfig.of(request.body(ProxyCacheConfig.BODY));
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    return ProxyCacheState.load(pool, organization, caller)
        .flatMap(state -> verdict(state, organization, caller, config))
        .flatMap(refusal ->
            writes.submit(
                write,
                Writes.actor(request, caller),
                create(organization, config, caller, write, refusal)))
        .map(Replies::created);
  }

  /** Only callers who may configure the cache can make the service resolve names. */
  private Uni<Optional<Rejection>> verdict(
      ProxyCacheState state, String organization, Caller.User caller, ProxyCacheConfig config) {
    Optional<Rejection> refused = refused(state, organization, caller, immutableTags());
    return refused.isPresent()
        ? Uni.createFrom().item(refused)
        : destinations.check(config.base()).map(CreateProxyCacheConfig::refusal);
  }

  private boolean immutableTags() {
    return settings.featureImmutableTags();
  }

  /** Why the result of an address check is a refusal, if it is. */
  static Optional<Rejection> refusal(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allowed _ -> Optional.empty();
      case Verdict.Refused(Verdict.Reason _, String text) ->
          Optional.of(new ProxyCacheRejection.AddressRefused(text));
    };
  }

  private static Optional<Rejection> refused(
      ProxyCacheState state, String organization, Caller.User caller, boolean immutableTags) {
    Optional<Rejection> refused = state.refusesConfigurationBy(caller);
    if (refused.isPresent() || !immutableTags) {
      return refused;
    }
    if (state.subjectKey() == null) {
      return Optional.of(new ProxyCacheRejection.NoOrganization(organization));
    }
    return state.hasImmutableTags()
        ? Optional.of(ProxyCacheRejection.Simple.HAS_IMMUTABLE_TAGS)
        : Optional.empty();
  }

  private Create create(
      String organization,
      ProxyCacheConfig config,
      Caller.User caller,
      WriteRequest write,
      Optional<Rejection> address) {
    UUID sealedFor = write.draw().uuid("proxy-cache");
    return new Create(
        organization,
        config.upstreamRegistry(),
        config.username().map(plain -> seal.seal(sealedFor, plain)).orElse(null),
        config.password().map(plain -> seal.seal(sealedFor, plain)).orElse(null),
        sealedFor,
        config.expirationSeconds(),
        config.insecure(),
        caller,
        immutableTags(),
        address);
  }

  /**
   * The command.
   *
   * @param address why the address may not be used, if so; names resolve differently from one
   *     moment to the next, so the result is part of the command
   */
  record Create(
      String organization,
      String upstreamRegistry,
      @Nullable String sealedUsername,
      @Nullable String sealedPassword,
      UUID sealedFor,
      long expirationSeconds,
      boolean insecure,
      Caller.User caller,
      boolean immutableTags,
      Optional<Rejection> address)
      implements Command<ProxyCacheState> {

    @Override
    public Uni<ProxyCacheState> load(SqlConnection connection) {
      return ProxyCacheState.load(connection, organization, caller);
    }

    @Override
    public Decision decide(ProxyCacheState state, Ids ids) {
      UUID key = state.subjectKey();
      return refused(state, organization, caller, immutableTags)
          .or(() -> address)
          .map(Decision::reject)
          .orElseGet(() ->
              key == null
                  ? Decision.reject(ProxyCacheRejection.Simple.NOT_CONFIGURABLE)
                  : Decision.accept(created(state, key)));
    }

    private ProxyCacheCreated created(ProxyCacheState state, UUID key) {
      return new ProxyCacheCreated(
          state.access().organization().orElseThrow(),
          upstreamRegistry,
          personal(sealedUsername, key),
          personal(sealedPassword, key),
          sealedFor,
          expirationSeconds,
          insecure);
    }

    private static @Nullable Personal personal(@Nullable String sealed, UUID key) {
      return sealed == null ? null : new Personal.Known(sealed, key);
    }
  }
}
