package dev.wharfinger.platform.journal;

import static java.util.Map.entry;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenRevoked;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationChanged;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationCreated;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationDeleted;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationSecretReset;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationTokenCreated;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationTokenRevoked;
import dev.wharfinger.accounts.application.ApplicationEvent.AuthorizationCodeIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AuthorizationCodeRedeemed;
import dev.wharfinger.accounts.application.ApplicationEvent.AutomationApplicationCreated;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssigned;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentDeleted;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentUsed;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentsSeen;
import dev.wharfinger.accounts.apptoken.AppTokenEvent.AppTokenCreated;
import dev.wharfinger.accounts.apptoken.AppTokenEvent.AppTokenRevoked;
import dev.wharfinger.accounts.message.MessageEvent.GlobalMessageCreated;
import dev.wharfinger.accounts.message.MessageEvent.GlobalMessageDeleted;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationCreated;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationDeleted;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationEmailChanged;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceAddressChanged;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceEmailSet;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationRenamed;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationTagExpirationSet;
import dev.wharfinger.accounts.organization.OwnershipEvent.OwnershipTaken;
import dev.wharfinger.accounts.organization.OwnershipEvent.UserConverted;
import dev.wharfinger.accounts.organization.OwnershipEvent.UserMadeOrganization;
import dev.wharfinger.accounts.recovery.RecoveryEvent.OrganizationRecoveryAsked;
import dev.wharfinger.accounts.recovery.RecoveryEvent.RecoveryAsked;
import dev.wharfinger.accounts.recovery.RecoveryEvent.RecoveryUsed;
import dev.wharfinger.accounts.robot.RobotEvent.Identity;
import dev.wharfinger.accounts.robot.RobotEvent.RobotCreated;
import dev.wharfinger.accounts.robot.RobotEvent.RobotDeleted;
import dev.wharfinger.accounts.robot.RobotEvent.RobotFederationRemoved;
import dev.wharfinger.accounts.robot.RobotEvent.RobotFederationSet;
import dev.wharfinger.accounts.robot.RobotEvent.RobotTokenRegenerated;
import dev.wharfinger.accounts.session.SessionEvent.SignInRefused;
import dev.wharfinger.accounts.session.SessionEvent.UserSignedIn;
import dev.wharfinger.accounts.session.SessionEvent.UserSignedOut;
import dev.wharfinger.accounts.team.InvitationEvent.Letter;
import dev.wharfinger.accounts.team.InvitationEvent.TeamEmailInvited;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationAccepted;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationDeclined;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationWithdrawn;
import dev.wharfinger.accounts.team.InvitationEvent.TeamMemberInvited;
import dev.wharfinger.accounts.team.TeamEvent.OrganizationMemberRemoved;
import dev.wharfinger.accounts.team.TeamEvent.TeamCreated;
import dev.wharfinger.accounts.team.TeamEvent.TeamDeleted;
import dev.wharfinger.accounts.team.TeamEvent.TeamDescriptionChanged;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberAdded;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberRemoved;
import dev.wharfinger.accounts.team.TeamEvent.TeamRoleChanged;
import dev.wharfinger.accounts.team.TeamRole;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailChangeAsked;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmationAsked;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmed;
import dev.wharfinger.accounts.user.OwnAccountEvent;
import dev.wharfinger.accounts.user.OwnAccountEvent.Detail;
import dev.wharfinger.accounts.user.OwnAccountEvent.Field;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnDetailsChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnEmailChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnInvoiceAddressChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnInvoiceEmailSet;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnPasswordChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnTagExpirationSet;
import dev.wharfinger.accounts.user.OwnAccountEvent.UserPrompted;
import dev.wharfinger.accounts.user.OwnAccountEvent.UserRenamed;
import dev.wharfinger.accounts.user.UserEvent.Origin;
import dev.wharfinger.accounts.user.UserEvent.UserCreated;
import dev.wharfinger.accounts.user.UserEvent.UserDeleted;
import dev.wharfinger.accounts.user.UserEvent.UserDisabled;
import dev.wharfinger.accounts.user.UserEvent.UserEmailChanged;
import dev.wharfinger.accounts.user.UserEvent.UserEnabled;
import dev.wharfinger.accounts.user.UserEvent.UserPasswordChanged;
import dev.wharfinger.platform.mail.MailEvent.MailGivenUp;
import dev.wharfinger.platform.mail.MailEvent.MailSent;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEvent.UsageLogsDropped;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeComputed;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeQueued;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeRunStarted;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyApproved;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyCreated;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyDeleted;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyExtended;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyLapsed;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyModified;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyChanged;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyDeleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportFinished;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRefused;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRequested;
import dev.wharfinger.repositories.export.LogExportEvent.Notice;
import dev.wharfinger.repositories.export.LogExportEvent.RepositoryLogExportRefused;
import dev.wharfinger.repositories.export.LogExportEvent.RepositoryLogExportRequested;
import dev.wharfinger.repositories.notification.NotificationEvent.NotificationMarked;
import dev.wharfinger.repositories.notification.NotificationEvent.QuotaLimitLeft;
import dev.wharfinger.repositories.notification.NotificationEvent.QuotaLimitReached;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionRemoved;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionSet;
import dev.wharfinger.repositories.permission.PermissionEvent.RepositoryRef;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionRemoved;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionSet;
import dev.wharfinger.repositories.permission.PrototypeEvent.Account;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeCreated;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeDeleted;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeRoleSet;
import dev.wharfinger.repositories.permission.PrototypeEvent.Rule;
import dev.wharfinger.repositories.permission.PrototypeEvent.Team;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent.ProxyCacheCreated;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent.ProxyCacheDeleted;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import dev.wharfinger.repositories.quota.QuotaEvent.LimitType;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaChanged;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaCreated;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaDeleted;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitChanged;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitCreated;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitDeleted;
import dev.wharfinger.repositories.repository.RepositoryEvent.Grant;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryCreated;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryDeleted;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryDescriptionSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryStateSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryVisibilitySet;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** One event of every name that is written, with something in every place. */
public final class EventSamples {

  private static final UUID KEY = UUID.fromString("11111111-1111-4111-8111-111111111111");
  private static final UUID UNIQUE = UUID.fromString("22222222-2222-4222-8222-222222222222");

  private static final Instant LATER = Instant.parse("2036-01-02T03:04:05Z");
  private static final RepositoryRef PLACE = new RepositoryRef(11, "web", 2, sealed("acme"));

  public static final Map<String, Event> BY_NAME =
      Map.ofEntries(
          entry(
              "access-token-issued.v1",
              new AccessTokenIssued(
                  5, UNIQUE, 1, 4L, "org:admin", Instant.parse("2036-01-02T03:04:05Z"))),
          entry("access-token-revoked.v1", new AccessTokenRevoked(5, UNIQUE)),
          entry(
              "automation-application-created.v1",
              new AutomationApplicationCreated(4, 1, sealed("ann"), sealed("SECRET"))),
          entry(
              "application-changed.v1",
              new ApplicationChanged(
                  4,
                  2,
                  "CLIENT",
                  "crane",
                  "It lifts",
                  "https://crane.example",
                  "https://crane.example/back",
                  sealed("crane@example.org"))),
          entry(
              "application-created.v1",
              new ApplicationCreated(
                  4,
                  2,
                  "CLIENT",
                  sealed("SECRET"),
                  "crane",
                  "It lifts",
                  "https://crane.example",
                  "https://crane.example/back",
                  sealed("crane@example.org"))),
          entry("application-deleted.v1", new ApplicationDeleted(4, 2, "CLIENT", "crane")),
          entry(
              "application-secret-reset.v1",
              new ApplicationSecretReset(4, 2, "CLIENT", "crane", sealed("SECRET"))),
          entry(
              "application-token-created.v1",
              new ApplicationTokenCreated(
                  5,
                  UNIQUE,
                  1,
                  4,
                  2,
                  "CLIENT",
                  "crane",
                  "night shift",
                  "repo:read",
                  Instant.parse("2036-01-02T03:04:05Z"))),
          entry(
              "application-token-revoked.v1",
              new ApplicationTokenRevoked(5, UNIQUE, 2, "CLIENT", "crane")),
          entry(
              "authorization-code-issued.v1",
              new AuthorizationCodeIssued(
                  6,
                  1,
                  4,
                  "digest",
                  "repo:read",
                  "https://crane.example/back",
                  "challenge",
                  Instant.parse("2026-01-02T03:04:05Z"))),
          entry("authorization-code-redeemed.v1", new AuthorizationCodeRedeemed(6, 5)),
          entry(
              "app-token-created.v1",
              new AppTokenCreated(
                  7,
                  UNIQUE,
                  1,
                  sealed("laptop"),
                  sealed("CODE"),
                  Instant.parse("2036-01-02T03:04:05Z"))),
          entry("app-token-revoked.v1", new AppTokenRevoked(7, UNIQUE, 1, sealed("laptop"))),
          entry(
              "organization-created.v1",
              new OrganizationCreated(
                  2, "acme", KEY, sealed("acme@example.org"), UNIQUE, 6, 7, 1, 1_209_600)),
          entry("organization-deleted.v1", new OrganizationDeleted(2, "acme")),
          entry(
              "organization-email-changed.v1",
              new OrganizationEmailChanged(
                  2, "acme", sealed("new@example.org"), sealed("acme@example.org"), UNIQUE)),
          entry(
              "organization-invoice-address-changed.v1",
              new OrganizationInvoiceAddressChanged(2, "acme", sealed("bills@example.org"))),
          entry(
              "organization-invoice-email-set.v1",
              new OrganizationInvoiceEmailSet(2, "acme", true)),
          entry("organization-member-removed.v1", new OrganizationMemberRemoved(2, 1)),
          entry("organization-renamed.v1", new OrganizationRenamed(2, "acme", "apex")),
          entry(
              "organization-tag-expiration-set.v1",
              new OrganizationTagExpirationSet(2, "acme", 86_400)),
          entry("team-created.v1", new TeamCreated(2, 8, "crew", TeamRole.CREATOR, "They load")),
          entry("team-deleted.v1", new TeamDeleted(2, 8, "crew")),
          entry(
              "team-description-changed.v1",
              new TeamDescriptionChanged(2, 8, "crew", "They unload")),
          entry("team-member-added.v1", new TeamMemberAdded(2, 8, "crew", 9, 1, sealed("ann"))),
          entry("team-member-removed.v1", new TeamMemberRemoved(2, 8, "crew", 1, sealed("ann"))),
          entry("team-role-changed.v1", new TeamRoleChanged(2, 8, "crew", TeamRole.ADMIN)),
          entry(
              "quota-changed.v1",
              new QuotaChanged(8, 2, sealed("acme"), 2048, 1024, Family.ORGANIZATION)),
          entry("quota-created.v1", new QuotaCreated(8, 2, sealed("acme"), 1024, Family.SUPERUSER)),
          entry(
              "quota-deleted.v1",
              new QuotaDeleted(8, 2, sealed("acme"), 1024, Family.ORGANIZATION)),
          entry(
              "quota-limit-changed.v1",
              new QuotaLimitChanged(
                  9,
                  8,
                  2,
                  sealed("acme"),
                  LimitType.REJECT,
                  "reject",
                  90,
                  LimitType.WARNING,
                  80,
                  Family.ORGANIZATION)),
          entry(
              "quota-limit-created.v1",
              new QuotaLimitCreated(
                  9, 8, 2, sealed("acme"), LimitType.WARNING, "warning", 80, Family.ORGANIZATION)),
          entry(
              "quota-limit-deleted.v1",
              new QuotaLimitDeleted(
                  9, 8, 2, sealed("acme"), LimitType.WARNING, 80, Family.ORGANIZATION)),
          entry(
              "account-permission-removed.v1",
              new AccountPermissionRemoved(PLACE, 1, sealed("ann"))),
          entry(
              "account-permission-set.v1",
              new AccountPermissionSet(PLACE, 12, 1, sealed("ann"), Role.WRITE)),
          entry("team-permission-removed.v1", new TeamPermissionRemoved(PLACE, 8, "crew")),
          entry("team-permission-set.v1", new TeamPermissionSet(PLACE, 12, 8, "crew", Role.READ)),
          entry(
              "prototype-created.v1",
              new PrototypeCreated(
                  2,
                  13,
                  new Rule(UNIQUE, new Account(1, sealed("ann")), null, new Team(8, "crew")),
                  Role.ADMIN)),
          entry(
              "prototype-deleted.v1",
              new PrototypeDeleted(
                  2, new Rule(UNIQUE, null, new Account(1, sealed("ann")), null), Role.READ)),
          entry(
              "prototype-role-set.v1",
              new PrototypeRoleSet(
                  2,
                  new Rule(UNIQUE, null, new Account(1, sealed("ann")), null),
                  Role.WRITE,
                  Role.READ)),
          entry(
              "repository-created.v1",
              new RepositoryCreated(
                  11,
                  "web",
                  2,
                  sealed("acme"),
                  true,
                  sealed("What we show"),
                  UNIQUE,
                  List.of(
                      new Grant(12, 1L, null, Role.ADMIN), new Grant(13, null, 8L, Role.READ)))),
          entry("repository-deleted.v1", new RepositoryDeleted(11, "web", 2, sealed("acme"))),
          entry(
              "repository-description-set.v1",
              new RepositoryDescriptionSet(11, "web", 2, sealed("acme"), sealed("What we hide"))),
          entry(
              "repository-state-set.v1",
              new RepositoryStateSet(11, "web", 2, sealed("acme"), State.READ_ONLY)),
          entry(
              "repository-visibility-set.v1",
              new RepositoryVisibilitySet(11, "web", 2, sealed("acme"), true)),
          entry(
              "robot-created.v1",
              new RobotCreated(
                  10,
                  2,
                  "crane",
                  KEY,
                  UNIQUE,
                  sealed("box"),
                  sealed("It lifts"),
                  sealed("{\"berth\":4}"))),
          entry("robot-deleted.v1", new RobotDeleted(10, 2, "crane")),
          entry("robot-federation-removed.v1", new RobotFederationRemoved(10, 2, "crane")),
          entry(
              "robot-federation-set.v1",
              new RobotFederationSet(
                  10, 2, "crane", List.of(new Identity("https://issuer.example", "job:4")))),
          entry(
              "robot-token-regenerated.v1",
              new RobotTokenRegenerated(10, 2, "crane", sealed("other box"))),
          entry(
              "user-created.v1",
              new UserCreated(
                  1,
                  sealed("ann"),
                  KEY,
                  sealed("ann@example.org"),
                  UNIQUE,
                  sealed("$2a$12$hash"),
                  true,
                  1_209_600,
                  Origin.INITIALIZED)),
          entry("user-deleted.v1", new UserDeleted(1, sealed("ann"), KEY)),
          entry("user-disabled.v1", new UserDisabled(1, sealed("ann"))),
          entry(
              "user-email-changed.v1",
              new UserEmailChanged(
                  1, sealed("new@example.org"), sealed("ann@example.org"), UNIQUE)),
          entry("user-enabled.v1", new UserEnabled(1, sealed("ann"))),
          entry(
              "user-password-changed.v1",
              new UserPasswordChanged(1, sealed("ann"), sealed("$2a$12$other"))),
          entry(
              "proxy-cache-created.v1",
              new ProxyCacheCreated(
                  2, "quay.io/acme", sealed("dXNlcg=="), sealed("cGFzcw=="), UNIQUE, 86_400, true)),
          entry("proxy-cache-deleted.v1", new ProxyCacheDeleted(2)),
          entry(
              "team-email-invited.v1",
              new TeamEmailInvited(
                  2,
                  8,
                  "crew",
                  10,
                  1,
                  UNIQUE,
                  "digest",
                  sealed("bob@example.org"),
                  new Letter(11, sealed("bob@example.org"), "acme", sealed("ann")))),
          entry(
              "team-invitation-accepted.v1",
              new TeamInvitationAccepted(2, 8, "crew", 10, 12L, 3, sealed("bob"), sealed("ann"))),
          entry(
              "team-invitation-declined.v1",
              new TeamInvitationDeclined(2, 8, "crew", 10, sealed("bob"), sealed("ann"))),
          entry(
              "team-invitation-withdrawn.v1",
              new TeamInvitationWithdrawn(2, 8, "crew", 10, true, sealed("bob@example.org"))),
          entry(
              "team-member-invited.v1",
              new TeamMemberInvited(
                  2,
                  8,
                  "crew",
                  10,
                  1,
                  UNIQUE,
                  "digest",
                  3,
                  sealed("bob"),
                  new Letter(11, sealed("bob@example.org"), "acme", sealed("ann")))),
          entry("mail-given-up.v1", new MailGivenUp(11)),
          entry("mail-sent.v1", new MailSent(11)),
          entry(
              "email-confirmation-asked.v1",
              new EmailConfirmationAsked(
                  1, UNIQUE, "digest", 11, sealed("ann"), sealed("ann@example.org"))),
          entry("email-confirmed.v1", new EmailConfirmed(1)),
          entry(
              "log-export-finished.v1",
              new LogExportFinished(
                  13,
                  true,
                  new Notice(14, sealed("ann@example.org"), 1, UNIQUE, UNIQUE, sealed("acme")))),
          entry(
              "log-export-refused.v1",
              new LogExportRefused(
                  2, "unauthorized", sealed("https://example.org"), sealed("ann@example.org"))),
          entry(
              "log-export-requested.v1",
              new LogExportRequested(
                  13,
                  UNIQUE,
                  2,
                  1,
                  true,
                  Instant.parse("2026-01-02T00:00:00Z"),
                  Instant.parse("2026-01-04T00:00:00Z"),
                  UNIQUE,
                  "digest",
                  sealed("https://example.org"),
                  sealed("ann@example.org"))),
          entry(
              "service-key-approved.v1",
              new ServiceKeyApproved(10, "kid", "quay", "ci key", LATER, "trusted", 1, true, 1)),
          entry(
              "service-key-created.v1",
              new ServiceKeyCreated(
                  10, "kid", "quay", "ci key", "{\"kty\":\"RSA\"}", "{\"a\":1}", LATER, 1)),
          entry(
              "service-key-deleted.v1",
              new ServiceKeyDeleted(10, "kid", "quay", "ci key", Tickets.NOON, LATER, 1)),
          entry(
              "service-key-extended.v1",
              new ServiceKeyExtended(10, "kid", "quay", "ci key", LATER, Tickets.NOON, 1)),
          entry("service-key-lapsed.v1", new ServiceKeyLapsed(10, "kid")),
          entry(
              "service-key-modified.v1",
              new ServiceKeyModified(
                  10, "kid", "quay", "other", "{\"a\":2}", LATER, true, Tickets.NOON, 1)),
          entry(
              "token-assigned.v1",
              new TokenAssigned(
                  11,
                  UNIQUE,
                  1,
                  sealed("ann"),
                  4,
                  2,
                  "CLIENT",
                  "crane",
                  "https://crane.example/back",
                  "repo:read,user:read",
                  "token")),
          entry("token-assignment-deleted.v1", new TokenAssignmentDeleted(11)),
          entry("token-assignment-used.v1", new TokenAssignmentUsed(11, 12)),
          entry("token-assignments-seen.v1", new TokenAssignmentsSeen(1)),
          entry(
              "sign-in-refused.v1",
              new SignInRefused(1, sealed("ann"), "Invalid Username or Password")),
          entry("user-signed-in.v1", new UserSignedIn(1)),
          entry("user-signed-out.v1", new UserSignedOut(1)),
          entry("ownership-taken.v1", new OwnershipTaken(2, sealed("acme"), 1, 6, true, 7L)),
          entry("user-made-organization.v1", new UserMadeOrganization(3, sealed("ann"), 1, 6, 7)),
          entry(
              "registry-size-computed.v1", new RegistrySizeComputed(UNIQUE, 4096, 1787328174000L)),
          entry("registry-size-queued.v1", new RegistrySizeQueued(UNIQUE)),
          entry("registry-size-run-started.v1", new RegistrySizeRunStarted(UNIQUE, new UUID(0, 5))),
          entry("usage-logs-dropped.v1", new UsageLogsDropped(LATER)),
          entry(
              "own-details-changed.v1",
              new OwnDetailsChanged(
                  1,
                  List.of(
                      new Detail(Field.GIVEN_NAME, sealed("Ann")),
                      new Detail(Field.COMPANY, null)))),
          entry(
              "own-email-changed.v1",
              new OwnEmailChanged(1, sealed("new@example.org"), sealed("ann@example.org"), UNIQUE)),
          entry(
              "own-invoice-address-changed.v1",
              new OwnInvoiceAddressChanged(1, sealed("bills@example.org"))),
          entry("own-invoice-email-set.v1", new OwnInvoiceEmailSet(1, true)),
          entry(
              "own-password-changed.v1",
              new OwnPasswordChanged(
                  1,
                  sealed("$2a$11$hash"),
                  new OwnAccountEvent.Notice(14, sealed("ann@example.org"), sealed("ann")))),
          entry("own-tag-expiration-set.v1", new OwnTagExpirationSet(1, 86_400)),
          entry("user-prompted.v1", new UserPrompted(1, List.of("enter_name", "enter_company"))),
          entry("user-renamed.v1", new UserRenamed(1, sealed("ann"), sealed("anne"))),
          entry(
              "email-change-asked.v1",
              new EmailChangeAsked(
                  1, UNIQUE, "digest", 14, sealed("ann"), sealed("new@example.org"))),
          entry("notification-marked.v1", new NotificationMarked(UNIQUE, 5, true)),
          entry("quota-limit-left.v1", new QuotaLimitLeft(9, 8, 2)),
          entry(
              "quota-limit-reached.v1", new QuotaLimitReached(9, 8, 2, LimitType.WARNING, 80, 16)),
          entry(
              "global-message-created.v1",
              new GlobalMessageCreated(15, UNIQUE, "Closed on Sunday", "info", "text/plain")),
          entry("global-message-deleted.v1", new GlobalMessageDeleted(15, UNIQUE)),
          entry(
              "auto-prune-policy-changed.v1",
              new AutoPrunePolicyChanged(
                  UNIQUE, 2, sealed("acme"), new Terms(Method.CREATION_DATE, "2w", "v.*", false))),
          entry(
              "auto-prune-policy-created.v1",
              new AutoPrunePolicyCreated(
                  16,
                  UNIQUE,
                  2,
                  sealed("acme"),
                  new Terms(Method.NUMBER_OF_TAGS, "10", null, true))),
          entry(
              "auto-prune-policy-deleted.v1",
              new AutoPrunePolicyDeleted(UNIQUE, 2, sealed("acme"))),
          entry(
              "repository-log-export-refused.v1",
              new RepositoryLogExportRefused(
                  2, 11L, "web", "invalid request", sealed("https://a.b"), sealed("a@b"))),
          entry("user-converted.v1", new UserConverted(1, sealed("ann"), 3, 8, 9)),
          entry(
              "repository-log-export-requested.v1",
              new RepositoryLogExportRequested(
                  17,
                  UNIQUE,
                  2,
                  11,
                  "web",
                  1,
                  Instant.parse("2026-01-02T00:00:00Z"),
                  Instant.parse("2026-01-03T00:00:00Z"),
                  UNIQUE,
                  "digest",
                  sealed("https://a.b"),
                  sealed("a@b"))),
          entry(
              "organization-recovery-asked.v1",
              new OrganizationRecoveryAsked(
                  2, "acme", 18, sealed("acme@example.org"), List.of(sealed("ann")))),
          entry(
              "recovery-asked.v1",
              new RecoveryAsked(1, UNIQUE, "digest", 18, sealed("ann"), sealed("a@b"))),
          entry("recovery-used.v1", new RecoveryUsed(1)));

  private EventSamples() {}

  static Event of(String name) {
    return Objects.requireNonNull(BY_NAME.get(name), () -> name + " has no sample");
  }

  private static Personal sealed(String value) {
    return new Personal.Known(value, KEY);
  }
}
