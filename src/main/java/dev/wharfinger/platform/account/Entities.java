package dev.wharfinger.platform.account;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The entities of the audit feed that are used by more than one area. */
public final class Entities {

  public static final String ACCESS_TOKEN = "access-token";
  public static final String ACCOUNT_PERMISSION = "account-permission";
  public static final String APP_TOKEN = "app-token";
  public static final String ASSIGNMENT = "assignment";
  public static final String AUTHORIZATION_CODE = "authorization-code";
  public static final String EMAIL_CONFIRMATION = "email-confirmation";
  public static final String NOTIFICATION = "notification";
  public static final String PROTOTYPE = "prototype";
  public static final String RECOVERY = "account-recovery";
  public static final String TEAM_INVITATION = "team-invitation";
  public static final String TEAM_MEMBER = "team-member";

  private Entities() {}

  /** An account, whatever its kind. */
  public static Entity account(AccountId id) {
    return Entity.of("account", id.value());
  }

  /** An account as the owner of what is in its namespace. */
  public static Entity namespace(AccountId id) {
    return Entity.of("namespace", id.value());
  }

  public static Entity team(TeamId id) {
    return Entity.of("team", id.value());
  }

  public static Entity repository(RepositoryId id) {
    return Entity.of("repository", id.value());
  }

  public static Entity application(long id) {
    return Entity.of("application", id);
  }

  /** The application, or null if there is none. */
  public static @Nullable Entity applicationOrNull(@Nullable Long id) {
    return id == null ? null : application(id);
  }

  public static Entity accessToken(long id) {
    return Entity.of(ACCESS_TOKEN, id);
  }

  public static Entity quota(long id) {
    return Entity.of("quota", id);
  }

  public static Entity quotaLimit(long id) {
    return Entity.of("quota-limit", id);
  }

  public static Entity teamMember(TeamId team, AccountId account) {
    return Entity.of(TEAM_MEMBER, team(team), account(account));
  }

  public static Entity accountPermission(RepositoryId repository, AccountId account) {
    return Entity.of(ACCOUNT_PERMISSION, repository(repository), account(account));
  }

  public static Entity teamPermission(RepositoryId repository, TeamId team) {
    return Entity.of("team-permission", repository(repository), team(team));
  }

  public static Entity mail(long id) {
    return Entity.of("mail", id);
  }

  public static Entity emailConfirmation(AccountId user) {
    return Entity.of(EMAIL_CONFIRMATION, account(user));
  }

  public static Entity recovery(AccountId user) {
    return Entity.of(RECOVERY, account(user));
  }

  public static Entity prototype(UUID uuid) {
    return Entity.of(PROTOTYPE, uuid);
  }
}
