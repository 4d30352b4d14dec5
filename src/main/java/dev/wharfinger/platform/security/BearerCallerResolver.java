package dev.wharfinger.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.security.CredentialStatuses.CredentialStatus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Resolves bearer tokens: those of this service and those of trusted foreign issuers. A token's
 * signature is verified once every few minutes; whether it is still valid is checked for every
 * request. Source: contract common 2.1.
 */
@Singleton
public class BearerCallerResolver implements CallerResolver {

  /** How long a verified signature is cached, so that a withdrawn key stops being accepted. */
  private static final Duration MEMORY = Duration.ofMinutes(5);

  @Bound(
      of = "bearer token",
      unit = "characters",
      beyond = "it is ignored",
      test = "RegistryTokenApiTest.takesNoTextForATokenThatIsLongerThanTokensAre")
  private static final int LONGEST = 16_384;

  @Bound(
      of = "cached verified bearer tokens, in total",
      unit = "characters",
      beyond = "the least used are evicted and verified again",
      test = "RegistryTokenApiTest.takesNoTextForATokenThatIsLongerThanTokensAre")
  private static final int REMEMBERED = 8 * 1024 * 1024;

  private static final Set<Scope> EVERY_SCOPE =
      Collections.unmodifiableSet(EnumSet.allOf(Scope.class));

  private final AccessTokens own;
  private final ForeignIssuers foreign;
  private final CredentialStatuses standings;
  private final TokenUses uses;
  private final Roles roles;
  private final Cache<String, Credential> verified =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED)
          .<String, Credential>weigher((token, _) -> token.length())
          .expireAfterWrite(MEMORY)
          .build();

  @Inject
  BearerCallerResolver(
      AccessTokens own,
      ForeignIssuers foreign,
      CredentialStatuses standings,
      TokenUses uses,
      Settings settings) {
    this.own = own;
    this.foreign = foreign;
    this.standings = standings;
    this.uses = uses;
    this.roles = Roles.of(settings);
  }

  @Override
  public Uni<Caller> resolve(Optional<String> authorization) {
    return authorization.flatMap(BearerToken::of).map(this::identify).orElseGet(this::nobody);
  }

  private Uni<Caller> identify(String token) {
    if (token.length() > LONGEST) {
      return nobody();
    }
    Credential known = verified.getIfPresent(token);
    if (known != null && Instant.now().isBefore(known.expires())) {
      return caller(known);
    }
    Optional<PresentedJwt> presented = PresentedJwt.read(token);
    if (presented.isEmpty()) {
      return nobody();
    }
    PresentedJwt jwt = presented.get();
    return own.claims(jwt)
        .flatMap(ours -> ours ? ours(jwt) : foreign.verify(jwt).map(Optional::of))
        .invoke(found -> found.ifPresent(credential -> verified.put(token, credential)))
        .flatMap(found -> found.map(this::caller).orElseGet(this::nobody));
  }

  private Uni<Optional<Credential>> ours(PresentedJwt jwt) {
    return own.verify(jwt).map(found -> found.map(Credential.class::cast));
  }

  private Uni<Caller> caller(Credential credential) {
    return switch (credential) {
      case Credential.Own it ->
          standings.ofToken(it.token()).map(found -> caller(found, it.token(), it.scopes()));
      case Credential.Foreign it -> standings.ofUser(it.user()).map(this::caller);
    };
  }

  private Caller caller(CredentialStatus standing, UUID token, Set<Scope> scopes) {
    return switch (standing) {
      case CredentialStatus.Unknown _, CredentialStatus.Disabled _, CredentialStatus.ActiveUser _ ->
          Caller.ANONYMOUS;
      case CredentialStatus.ActiveToken it -> {
        uses.note(token);
        yield roles.user(it.holder(), scopes, Optional.of(it.grant()));
      }
    };
  }

  private Caller caller(CredentialStatus standing) {
    return switch (standing) {
      case CredentialStatus.Unknown _,
          CredentialStatus.Disabled _,
          CredentialStatus.ActiveToken _ ->
          Caller.ANONYMOUS;
      case CredentialStatus.ActiveUser it -> roles.user(it.holder(), EVERY_SCOPE, Optional.empty());
    };
  }

  private Uni<Caller> nobody() {
    return Uni.createFrom().item(Caller.ANONYMOUS);
  }
}
