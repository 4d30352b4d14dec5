package dev.wharfinger.platform.security;

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

/**
 * Resolves the user of a session. As for tokens, whether it is still valid is known without a query
 * to Postgres. Source: contract sessions 1.1, 1.7.
 */
@Singleton
public class SessionCallers {

  /** {@code direct_user_login}: a session has all permissions of its user. */
  private static final Set<Scope> EVERY_SCOPE =
      Collections.unmodifiableSet(EnumSet.allOf(Scope.class));

  private final CredentialStatuses standings;
  private final Roles roles;
  private final Duration freshness;

  @Inject
  SessionCallers(CredentialStatuses standings, Settings settings) {
    this(standings, Roles.of(settings), settings.freshLoginTimeout().toDuration());
  }

  SessionCallers(CredentialStatuses standings, Roles roles, Duration freshness) {
    this.standings = standings;
    this.roles = roles;
    this.freshness = freshness;
  }

  /**
   * The resolved caller.
   *
   * @param stale whether the user has a password and last entered it too long ago for operations
   *     that need a fresh login
   */
  public record Found(Caller caller, boolean stale) {

    /** An anonymous caller. */
    public static final Found NOBODY = new Found(Caller.ANONYMOUS, false);
  }

  /** The caller of a session; anonymous if it has ended or the user may not act. */
  public Uni<Found> of(Session session, Instant now) {
    return session
        .login()
        .map(login -> standing(login).map(standing -> found(login, standing, now)))
        .orElseGet(() -> Uni.createFrom().item(Found.NOBODY));
  }

  /**
   * Another instance may have started the session after a revocation that has not arrived here yet.
   */
  private Uni<CredentialStatus> standing(Session.Login login) {
    return standings
        .ofAccount(login.account())
        .flatMap(standing ->
            isOlder(standing, login)
                ? standings.ofAccountNow(login.account())
                : Uni.createFrom().item(standing));
  }

  private static boolean isOlder(CredentialStatus standing, Session.Login login) {
    return switch (standing) {
      case CredentialStatus.Unknown _, CredentialStatus.ActiveToken _ -> false;
      case CredentialStatus.Disabled it -> it.epoch() < login.epoch();
      case CredentialStatus.ActiveUser it -> it.epoch() < login.epoch();
    };
  }

  private Found found(Session.Login login, CredentialStatus standing, Instant now) {
    return switch (standing) {
      case CredentialStatus.Unknown _,
          CredentialStatus.Disabled _,
          CredentialStatus.ActiveToken _ ->
          Found.NOBODY;
      case CredentialStatus.ActiveUser it ->
          it.epoch() == login.epoch() && it.holder().key().equals(login.key())
              ? new Found(
                  roles.user(it.holder(), EVERY_SCOPE, Optional.empty()),
                  it.hasPassword() && now.isAfter(login.at().plus(freshness)))
              : Found.NOBODY;
    };
  }
}
