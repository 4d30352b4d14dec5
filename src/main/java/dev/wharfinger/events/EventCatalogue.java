package dev.wharfinger.events;

import static dev.wharfinger.journal.EventType.current;

import dev.wharfinger.application.ApplicationEvent;
import dev.wharfinger.application.AssignmentEvent;
import dev.wharfinger.apptoken.AppTokenEvent;
import dev.wharfinger.autoprune.AutoPruneEvent;
import dev.wharfinger.export.LogExportEvent;
import dev.wharfinger.journal.EventType;
import dev.wharfinger.log.LogEvent;
import dev.wharfinger.mail.MailEvent;
import dev.wharfinger.message.MessageEvent;
import dev.wharfinger.notification.NotificationEvent;
import dev.wharfinger.organization.OrganizationEvent;
import dev.wharfinger.organization.OwnershipEvent;
import dev.wharfinger.permission.PermissionEvent;
import dev.wharfinger.permission.PrototypeEvent;
import dev.wharfinger.proxycache.ProxyCacheEvent;
import dev.wharfinger.quota.QuotaEvent;
import dev.wharfinger.recovery.RecoveryEvent;
import dev.wharfinger.registry.RegistryEvent;
import dev.wharfinger.repository.RepositoryEvent;
import dev.wharfinger.robot.RobotEvent;
import dev.wharfinger.servicekey.ServiceKeyEvent;
import dev.wharfinger.session.SessionEvent;
import dev.wharfinger.team.InvitationEvent;
import dev.wharfinger.team.TeamEvent;
import dev.wharfinger.user.ConfirmationEvent;
import dev.wharfinger.user.OwnAccountEvent;
import dev.wharfinger.user.UserEvent;
import java.util.List;

/**
 * Every event by the literal name under which it lies in the journal, for ever: names are added,
 * and never changed or reused.
 */
public final class EventCatalogue {

  /** All versions that can be read, and which of them are written. */
  public static final List<EventType> TYPES =
      List.of(
          current("access-token-issued.v1", ApplicationEvent.AccessTokenIssued.class),
          current("access-token-revoked.v1", ApplicationEvent.AccessTokenRevoked.class),
          current(
              "automation-application-created.v1",
              ApplicationEvent.AutomationApplicationCreated.class),
          current("application-changed.v1", ApplicationEvent.ApplicationChanged.class),
          current("application-created.v1", ApplicationEvent.ApplicationCreated.class),
          current("application-deleted.v1", ApplicationEvent.ApplicationDeleted.class),
          current("application-secret-reset.v1", ApplicationEvent.ApplicationSecretReset.class),
          current("application-token-created.v1", ApplicationEvent.ApplicationTokenCreated.class),
          current("application-token-revoked.v1", ApplicationEvent.ApplicationTokenRevoked.class),
          current("authorization-code-issued.v1", ApplicationEvent.AuthorizationCodeIssued.class),
          current(
              "authorization-code-redeemed.v1", ApplicationEvent.AuthorizationCodeRedeemed.class),
          current("app-token-created.v1", AppTokenEvent.AppTokenCreated.class),
          current("app-token-revoked.v1", AppTokenEvent.AppTokenRevoked.class),
          current("organization-created.v1", OrganizationEvent.OrganizationCreated.class),
          current("organization-deleted.v1", OrganizationEvent.OrganizationDeleted.class),
          current(
              "organization-email-changed.v1", OrganizationEvent.OrganizationEmailChanged.class),
          current(
              "organization-invoice-address-changed.v1",
              OrganizationEvent.OrganizationInvoiceAddressChanged.class),
          current(
              "organization-invoice-email-set.v1",
              OrganizationEvent.OrganizationInvoiceEmailSet.class),
          current(
              "organization-tag-expiration-set.v1",
              OrganizationEvent.OrganizationTagExpirationSet.class),
          current("organization-member-removed.v1", TeamEvent.OrganizationMemberRemoved.class),
          current("team-created.v1", TeamEvent.TeamCreated.class),
          current("team-deleted.v1", TeamEvent.TeamDeleted.class),
          current("team-description-changed.v1", TeamEvent.TeamDescriptionChanged.class),
          current("team-member-added.v1", TeamEvent.TeamMemberAdded.class),
          current("team-member-removed.v1", TeamEvent.TeamMemberRemoved.class),
          current("team-role-changed.v1", TeamEvent.TeamRoleChanged.class),
          current("organization-renamed.v1", OrganizationEvent.OrganizationRenamed.class),
          current("quota-changed.v1", QuotaEvent.QuotaChanged.class),
          current("quota-created.v1", QuotaEvent.QuotaCreated.class),
          current("quota-deleted.v1", QuotaEvent.QuotaDeleted.class),
          current("quota-limit-changed.v1", QuotaEvent.QuotaLimitChanged.class),
          current("quota-limit-created.v1", QuotaEvent.QuotaLimitCreated.class),
          current("quota-limit-deleted.v1", QuotaEvent.QuotaLimitDeleted.class),
          current("account-permission-removed.v1", PermissionEvent.AccountPermissionRemoved.class),
          current("account-permission-set.v1", PermissionEvent.AccountPermissionSet.class),
          current("team-permission-removed.v1", PermissionEvent.TeamPermissionRemoved.class),
          current("team-permission-set.v1", PermissionEvent.TeamPermissionSet.class),
          current("prototype-created.v1", PrototypeEvent.PrototypeCreated.class),
          current("prototype-deleted.v1", PrototypeEvent.PrototypeDeleted.class),
          current("prototype-role-set.v1", PrototypeEvent.PrototypeRoleSet.class),
          current("repository-created.v1", RepositoryEvent.RepositoryCreated.class),
          current("repository-deleted.v1", RepositoryEvent.RepositoryDeleted.class),
          current("repository-description-set.v1", RepositoryEvent.RepositoryDescriptionSet.class),
          current("repository-state-set.v1", RepositoryEvent.RepositoryStateSet.class),
          current("repository-visibility-set.v1", RepositoryEvent.RepositoryVisibilitySet.class),
          current("robot-created.v1", RobotEvent.RobotCreated.class),
          current("robot-deleted.v1", RobotEvent.RobotDeleted.class),
          current("robot-federation-removed.v1", RobotEvent.RobotFederationRemoved.class),
          current("robot-federation-set.v1", RobotEvent.RobotFederationSet.class),
          current("robot-token-regenerated.v1", RobotEvent.RobotTokenRegenerated.class),
          current("user-created.v1", UserEvent.UserCreated.class),
          current("user-deleted.v1", UserEvent.UserDeleted.class),
          current("user-disabled.v1", UserEvent.UserDisabled.class),
          current("user-email-changed.v1", UserEvent.UserEmailChanged.class),
          current("user-enabled.v1", UserEvent.UserEnabled.class),
          current("user-password-changed.v1", UserEvent.UserPasswordChanged.class),
          current("proxy-cache-created.v1", ProxyCacheEvent.ProxyCacheCreated.class),
          current("proxy-cache-deleted.v1", ProxyCacheEvent.ProxyCacheDeleted.class),
          current("team-email-invited.v1", InvitationEvent.TeamEmailInvited.class),
          current("team-invitation-accepted.v1", InvitationEvent.TeamInvitationAccepted.class),
          current("team-invitation-declined.v1", InvitationEvent.TeamInvitationDeclined.class),
          current("team-invitation-withdrawn.v1", InvitationEvent.TeamInvitationWithdrawn.class),
          current("team-member-invited.v1", InvitationEvent.TeamMemberInvited.class),
          current("mail-given-up.v1", MailEvent.MailGivenUp.class),
          current("mail-sent.v1", MailEvent.MailSent.class),
          current("email-confirmation-asked.v1", ConfirmationEvent.EmailConfirmationAsked.class),
          current("email-confirmed.v1", ConfirmationEvent.EmailConfirmed.class),
          current("log-export-finished.v1", LogExportEvent.LogExportFinished.class),
          current("log-export-refused.v1", LogExportEvent.LogExportRefused.class),
          current("log-export-requested.v1", LogExportEvent.LogExportRequested.class),
          current("service-key-approved.v1", ServiceKeyEvent.ServiceKeyApproved.class),
          current("service-key-created.v1", ServiceKeyEvent.ServiceKeyCreated.class),
          current("service-key-deleted.v1", ServiceKeyEvent.ServiceKeyDeleted.class),
          current("service-key-extended.v1", ServiceKeyEvent.ServiceKeyExtended.class),
          current("service-key-lapsed.v1", ServiceKeyEvent.ServiceKeyLapsed.class),
          current("service-key-modified.v1", ServiceKeyEvent.ServiceKeyModified.class),
          current("token-assigned.v1", AssignmentEvent.TokenAssigned.class),
          current("token-assignment-deleted.v1", AssignmentEvent.TokenAssignmentDeleted.class),
          current("token-assignment-used.v1", AssignmentEvent.TokenAssignmentUsed.class),
          current("token-assignments-seen.v1", AssignmentEvent.TokenAssignmentsSeen.class),
          current("sign-in-refused.v1", SessionEvent.SignInRefused.class),
          current("user-signed-in.v1", SessionEvent.UserSignedIn.class),
          current("user-signed-out.v1", SessionEvent.UserSignedOut.class),
          current("ownership-taken.v1", OwnershipEvent.OwnershipTaken.class),
          current("user-made-organization.v1", OwnershipEvent.UserMadeOrganization.class),
          current("registry-size-computed.v1", RegistryEvent.RegistrySizeComputed.class),
          current("registry-size-queued.v1", RegistryEvent.RegistrySizeQueued.class),
          current("registry-size-run-started.v1", RegistryEvent.RegistrySizeRunStarted.class),
          current("usage-logs-dropped.v1", LogEvent.UsageLogsDropped.class),
          current("own-details-changed.v1", OwnAccountEvent.OwnDetailsChanged.class),
          current("own-email-changed.v1", OwnAccountEvent.OwnEmailChanged.class),
          current("own-invoice-address-changed.v1", OwnAccountEvent.OwnInvoiceAddressChanged.class),
          current("own-invoice-email-set.v1", OwnAccountEvent.OwnInvoiceEmailSet.class),
          current("own-password-changed.v1", OwnAccountEvent.OwnPasswordChanged.class),
          current("own-tag-expiration-set.v1", OwnAccountEvent.OwnTagExpirationSet.class),
          current("user-prompted.v1", OwnAccountEvent.UserPrompted.class),
          current("user-renamed.v1", OwnAccountEvent.UserRenamed.class),
          current("email-change-asked.v1", ConfirmationEvent.EmailChangeAsked.class),
          current("notification-marked.v1", NotificationEvent.NotificationMarked.class),
          current("quota-limit-left.v1", NotificationEvent.QuotaLimitLeft.class),
          current("quota-limit-reached.v1", NotificationEvent.QuotaLimitReached.class),
          current("global-message-created.v1", MessageEvent.GlobalMessageCreated.class),
          current("global-message-deleted.v1", MessageEvent.GlobalMessageDeleted.class),
          current("auto-prune-policy-changed.v1", AutoPruneEvent.AutoPrunePolicyChanged.class),
          current("auto-prune-policy-created.v1", AutoPruneEvent.AutoPrunePolicyCreated.class),
          current("auto-prune-policy-deleted.v1", AutoPruneEvent.AutoPrunePolicyDeleted.class),
          current(
              "repository-log-export-refused.v1", LogExportEvent.RepositoryLogExportRefused.class),
          current(
              "repository-log-export-requested.v1",
              LogExportEvent.RepositoryLogExportRequested.class),
          current("user-converted.v1", OwnershipEvent.UserConverted.class),
          current("organization-recovery-asked.v1", RecoveryEvent.OrganizationRecoveryAsked.class),
          current("recovery-asked.v1", RecoveryEvent.RecoveryAsked.class),
          current("recovery-used.v1", RecoveryEvent.RecoveryUsed.class));

  private EventCatalogue() {}
}
