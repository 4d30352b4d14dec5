package dev.wharfinger.registries.registrytoken;

import dev.wharfinger.accounts.organization.PushedOrganization;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.BasicCredentials;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.RegistryTokens;
import dev.wharfinger.platform.security.RegistryTokens.Access;
import dev.wharfinger.registries.registrytoken.LoadedRepository.Verdict;
import dev.wharfinger.registries.registrytoken.RegistryRefusal.Code;
import dev.wharfinger.repositories.repository.PushedRepository;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Grants a client of a registry those of the requested permissions that it has: a token with fewer
 * permissions is not a refusal, because the registry itself refuses. Source: contract neighbours 1,
 * 5, 6 and 7, metrics-and-config 2.1; the distribution project's "Token Authentication
 * Specification".
 */
@Singleton
class TokenGrant {

  private static final Set<String> WHOLE = Set.of(ResourceScope.EVERYTHING);

  private final RegistrySignIn signIn;
  private final RepositoryLookup repositories;
  private final PushedRepository pushed;
  private final PushedOrganization organizations;
  private final RegistryTokens tokens;
  private final List<String> services;
  private final boolean anonymousAllowed;
  private final boolean pushes;
  private final String host;

  @Inject
  TokenGrant(
      RegistrySignIn signIn,
      RepositoryLookup repositories,
      PushedRepository pushed,
      PushedOrganization organizations,
      RegistryTokens tokens,
      Settings settings,
      WharfingerSettings ownSettings) {
    this.signIn = signIn;
    this.repositories = repositories;
    this.pushed = pushed;
    this.organizations = organizations;
    this.tokens = tokens;
    this.services =
        ownSettings.registryServices().isEmpty()
            ? List.of(settings.serverHostname())
            : List.copyOf(ownSettings.registryServices());
    this.host = settings.serverHostname();
    this.pushes = !settings.disablePushes();
    this.anonymousAllowed = settings.featureAnonymousAccess();
  }

  /** A request for a token. */
  record TokenRequest(
      Optional<String> service, Collection<String> scopes, Optional<BasicCredentials> by) {}

  /** A token and its content. */
  record Issued(String text, RegistryTokens.Content content) {
    @Override
    public String toString() {
      return "Issued[***]";
    }
  }

  /** The token; fails with a {@link RegistryRefusal}. */
  Uni<Issued> issue(TokenRequest tokenRequest, ApiRequest request) {
    String service = tokenRequest.service().orElse(services.getFirst());
    if (!services.contains(service)) {
      return refused(Code.UNSUPPORTED, "The service is no registry of this installation.");
    }
    return caller(tokenRequest, request)
        .flatMap(caller ->
            access(ResourceScope.parse(tokenRequest.scopes(), host), caller, request)
                .map(access ->
                    new RegistryTokens.Content(
                        UUID.randomUUID(), subject(caller), service, access, request.receivedAt())))
        .flatMap(content -> tokens.sign(content).map(text -> new Issued(text, content)));
  }

  /** An anonymous caller is accepted only if that is enabled and scopes are requested. */
  private Uni<Caller> caller(TokenRequest tokenRequest, ApiRequest request) {
    if (tokenRequest.by().isPresent()) {
      return signIn.by(tokenRequest.by().get(), request).map(user -> user);
    }
    return anonymousAllowed && !tokenRequest.scopes().isEmpty()
        ? Uni.createFrom().item(Caller.ANONYMOUS)
        : refused(Code.UNAUTHORIZED, "Requires authentication");
  }

  private static String subject(Caller caller) {
    return switch (caller) {
      case Caller.User user -> user.name();
      case Caller.Anonymous _ -> "";
    };
  }

  /**
   * One after the other: a request may name a repository twice, as source and as target. A full
   * namespace is reported only if it leaves nothing of the whole request.
   */
  private Uni<List<Access>> access(List<ResourceScope> scopes, Caller caller, ApiRequest request) {
    return Multi.createFrom()
        .iterable(scopes)
        .onItem()
        .transformToUniAndConcatenate(
            scope -> verdict(scope, caller, request).map(verdict -> new Judged(scope, verdict)))
        .collect()
        .asList()
        .map(judged -> {
          List<Access> granted =
              judged.stream()
                  .map(Judged::access)
                  .filter(access -> !access.actions().isEmpty())
                  .toList();
          if (granted.isEmpty()
              && judged.stream().anyMatch(each -> each.verdict() instanceof Verdict.Full)) {
            throw new RegistryRefusal(Code.DENIED, "Quota has been exceeded on namespace");
          }
          return granted;
        });
  }

  private record Judged(ResourceScope scope, Verdict verdict) {
    Access access() {
      Set<String> actions =
          switch (verdict) {
            case Verdict.Granted(Set<String> granted) -> granted;
            case Verdict.Full(Set<String> left) -> left;
            case Verdict.ToBeCreated _, Verdict.NamespaceToBeCreated _ -> Set.of();
          };
      return new Access(scope.type(), scope.name(), actions);
    }
  }

  private Uni<Verdict> verdict(ResourceScope scope, Caller caller, ApiRequest request) {
    if (scope.type().equals("registry") && scope.name().equals("catalog")) {
      boolean all = scope.includes(ResourceScope.EVERYTHING) && seesAll(caller);
      return Uni.createFrom().item(new Verdict.Granted(all ? WHOLE : Set.of()));
    }
    if (!scope.type().equals(ResourceScope.REPOSITORY)) {
      return Uni.createFrom().item(new Verdict.Granted(Set.of()));
    }
    ResourceScope possible = pushes ? scope : scope.reading();
    RepositoryName repository = RepositoryName.ofRegistry(scope.name());
    return caller instanceof Caller.User pusher
        ? verdict(repository, possible, caller)
            .flatMap(verdict -> afterCreation(verdict, repository, possible, pusher, request))
        : verdict(repository, possible, caller);
  }

  /** Creates what a push or a pull needs first, the namespace before the repository. */
  private Uni<Verdict> afterCreation(
      Verdict verdict,
      RepositoryName repository,
      ResourceScope scope,
      Caller.User pusher,
      ApiRequest request) {
    return switch (verdict) {
      case Verdict.Granted _, Verdict.Full _ -> Uni.createFrom().item(verdict);
      case Verdict.ToBeCreated _ ->
          pushed
              .create(repository, request, pusher)
              .flatMap(_ -> verdict(repository, scope, pusher));
      case Verdict.NamespaceToBeCreated _ ->
          organizations
              .create(repository.namespace(), request, pusher)
              .onFailure(ApiException.class)
              .transform(_ -> new RegistryRefusal(Code.NO_NAMESPACE, "Cannot create organization"))
              .flatMap(_ -> pushed.create(repository, request, pusher))
              .flatMap(_ -> verdict(repository, scope, pusher));
    };
  }

  /** Callers who see every repository may list them; a registry can show all of them or none. */
  private static boolean seesAll(Caller caller) {
    return caller instanceof Caller.User user && (user.fullAccess() || user.readOnlySuperuser());
  }

  private Uni<Verdict> verdict(RepositoryName repository, ResourceScope scope, Caller caller) {
    return repositories.find(repository, caller).map(found -> found.on(scope, caller));
  }

  private static <T> Uni<T> refused(Code code, String text) {
    return Uni.createFrom().failure(new RegistryRefusal(code, text));
  }
}
