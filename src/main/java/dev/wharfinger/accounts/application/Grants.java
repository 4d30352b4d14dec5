package dev.wharfinger.accounts.application;

import static dev.wharfinger.accounts.application.OAuthReplies.INVALID_REQUEST;
import static dev.wharfinger.accounts.application.OAuthReplies.TELL_UNAUTHORIZED_CLIENT;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AuthorizationCodeIssued;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentUsed;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.AccessTokens;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Grants a client what a user consents to: a token at once, or a code to exchange for one. Source:
 * contract neighbours 1.4, sessions 4.1.
 */
@Singleton
class Grants {

  /** RFC 6749 4.1.2: ten minutes at most. */
  @Bound(
      of = "lifetime of an authorization code",
      unit = "minutes",
      beyond = "400: invalid_grant",
      test = "GrantTest.exchangesNothingThatIsNotWhatWasGranted")
  private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

  private static final int CODE_LENGTH = 40;

  private final Writes writes;
  private final IssuedTokens tokens;
  private final boolean superUsers;
  private final long tokenSeconds;
  private final String ownPage;

  @Inject
  Grants(
      Writes writes,
      IssuedTokens tokens,
      AccessTokens accessTokens,
      Settings settings,
      WharfingerSettings ownSettings) {
    this.writes = writes;
    this.tokens = tokens;
    this.superUsers = settings.featureSuperUsers();
    this.tokenSeconds = ownSettings.accessTokenLifetime().seconds();
    this.ownPage = accessTokens.issuer() + "/oauth/localapp";
  }

  /** The requested scopes as far as they are available; empty if the request is invalid. */
  Optional<Set<Scope>> scopes(AuthorizationRequest request) {
    return request.scopes(superUsers);
  }

  /** Whether a client may redirect a user to the requested address. */
  boolean isAllowed(String redirectUri, ClientState.Known client) {
    return RedirectUri.isAllowed(redirectUri, client.redirectUri(), ownPage);
  }

  /**
   * The address to redirect to, with what was granted. Fails with a refusal to be reported there,
   * or with {@link OAuthReplies#INVALID_REQUEST} if the address is not usable.
   */
  Uni<String> grant(ApiRequest apiRequest, Caller.User user, AuthorizationRequest request) {
    Optional<String> target = request.redirectUri().filter(RedirectUri::isUsable);
    if (target.isEmpty()) {
      return Uni.createFrom().failure(new ApiException(INVALID_REQUEST));
    }
    WriteRequest write = writes.beginAnew(apiRequest);
    Grant grant =
        new Grant(
            request.clientId().orElse(""),
            user.account(),
            request.assignment(),
            target.get(),
            ownPage,
            scopes(request),
            write.time(),
            kind(request, write));
    return writes
        .submit(write, Writes.actor(apiRequest, user), grant)
        .flatMap(_ -> location(grant, request, write));
  }

  private Kind kind(AuthorizationRequest request, WriteRequest write) {
    return switch (request.responseType()) {
      case AuthorizationRequest.TOKEN ->
          new Kind.Token(write.draw().uuid("token"), write.time().plusSeconds(tokenSeconds));
      case AuthorizationRequest.CODE ->
          new Kind.Code(
              CodeChallenge.digest(code(write)),
              request.challenge(),
              request.challengeMethod(),
              write.time().plus(CODE_LIFETIME));
      default -> new Kind.Unsupported();
    };
  }

  private static String code(WriteRequest write) {
    return write.draw().text("code", CODE_LENGTH);
  }

  private Uni<String> location(Grant grant, AuthorizationRequest request, WriteRequest write) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("scope", request.scope().orElse(""));
    request.state().ifPresent(state -> query.put("state", state));
    if (grant.kind() instanceof Kind.Token(UUID uuid, var _)) {
      return tokens
          .text(uuid)
          .map(text -> text.orElseThrow(() -> new ApiException(TELL_UNAUTHORIZED_CLIENT)))
          .map(text -> RedirectUri.with(grant.redirectUri(), query) + "#" + fragment(text));
    }
    query.put("code", code(write));
    return Uni.createFrom().item(RedirectUri.with(grant.redirectUri(), query));
  }

  private String fragment(String token) {
    Map<String, String> fragment = new LinkedHashMap<>();
    fragment.put("access_token", token);
    fragment.put("token_type", "Bearer");
    fragment.put("expires_in", Long.toString(tokenSeconds));
    return RedirectUri.encoded(fragment);
  }

  /** What the client requests. */
  sealed interface Kind {

    /** A token at once (RFC 6749 4.2). */
    record Token(UUID uuid, Instant expires) implements Kind {}

    /** A code (RFC 6749 4.1, RFC 7636). */
    record Code(String digest, Optional<String> challenge, Optional<String> method, Instant expires)
        implements Kind {}

    /** An unsupported response type. */
    record Unsupported() implements Kind {}
  }

  /**
   * The command.
   *
   * @param account the user who consents
   * @param assignment the assignment that the user accepts
   * @param ownPage the service's own page, which is a permitted redirect for every client
   * @param scopes empty for a request with no scopes, or an invalid one
   */
  record Grant(
      String clientId,
      AccountId account,
      Optional<String> assignment,
      String redirectUri,
      String ownPage,
      Optional<Set<Scope>> scopes,
      Instant now,
      Kind kind)
      implements Command<ClientState> {

    @Override
    public Uni<ClientState> load(SqlConnection connection) {
      return ClientState.load(connection, clientId, account, assignment, now);
    }

    @Override
    public Decision decide(ClientState state, Ids ids) {
      return switch (state) {
        case ClientState.Unknown _ -> Decision.reject(unknown());
        case ClientState.Known client ->
            issue(client)
                .map(Decision::reject)
                .orElseGet(() -> Decision.accept(events(client, ids.next())));
      };
    }

    /**
     * A token request is told the error; a code request is not redirected to an unknown address.
     */
    private GrantRejection unknown() {
      return switch (kind) {
        case Kind.Token _ -> GrantRejection.UNKNOWN_CLIENT_OF_TOKEN;
        case Kind.Code _, Kind.Unsupported _ -> GrantRejection.UNKNOWN_CLIENT;
      };
    }

    private Optional<GrantRejection> issue(ClientState.Known client) {
      if (!RedirectUri.isAllowed(redirectUri, client.redirectUri(), ownPage)) {
        return Optional.of(GrantRejection.FOREIGN_REDIRECT);
      }
      Optional<GrantRejection> issue =
          switch (kind) {
            case Kind.Unsupported _ -> Optional.of(GrantRejection.UNSUPPORTED_RESPONSE_TYPE);
            case Kind.Token _
                when client.tie() != ClientState.OwnerRelation.ADMINISTRATOR
                    && client.offer().isEmpty() ->
                Optional.of(GrantRejection.CLIENT_NOT_ENTITLED);
            case Kind.Code _ when client.tie() == ClientState.OwnerRelation.OWNED_BY_USER ->
                Optional.of(GrantRejection.CLIENT_NOT_ENTITLED);
            case Kind.Token _, Kind.Code _ when scopes.isEmpty() ->
                Optional.of(GrantRejection.INVALID_SCOPE);
            case Kind.Token _ when !isOffered(client) -> Optional.of(GrantRejection.INVALID_SCOPE);
            case Kind.Code code when !CodeChallenge.isSound(code.challenge(), code.method()) ->
                Optional.of(GrantRejection.INVALID_CHALLENGE);
            case Kind.Token _, Kind.Code _ -> Optional.empty();
          };
      return issue;
    }

    /** An accepted assignment grants exactly what was assigned. */
    private boolean isOffered(ClientState.Known client) {
      return client.offer().stream().allMatch(offer -> offer.isFor(scopes.orElseThrow()));
    }

    private List<Event> events(ClientState.Known client, long id) {
      List<Event> events = new ArrayList<>(List.of(event(client, id)));
      client.offer().ifPresent(offer -> events.add(new TokenAssignmentUsed(offer.id(), id)));
      return events;
    }

    private Event event(ClientState.Known client, long id) {
      String scope = Scope.format(scopes.orElseThrow());
      return switch (kind) {
        case Kind.Token(UUID uuid, Instant expires) ->
            new AccessTokenIssued(id, uuid, account, client.id(), scope, expires);
        case Kind.Code code ->
            new AuthorizationCodeIssued(
                id,
                account,
                client.id(),
                code.digest(),
                scope,
                redirectUri,
                code.challenge().orElse(null),
                code.expires());
        case Kind.Unsupported _ -> throw new IllegalStateException("it was refused");
      };
    }
  }
}
