package dev.wharfinger.events;

import dev.wharfinger.application.ApplicationEvent;
import dev.wharfinger.application.AssignmentEvent;
import dev.wharfinger.apptoken.AppTokenEvent;
import dev.wharfinger.autoprune.AutoPruneEvent;
import dev.wharfinger.export.LogExportEvent;
import dev.wharfinger.journal.Actor;
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
import dev.wharfinger.vault.Personal;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the codec reads and writes by reflection, for a native build: every event of the {@link
 * EventCatalogue} and the records within them. A test holds the two lists together.
 */
@RegisterForReflection(
    targets = {
      Actor.class,
      Personal.class,
      Personal.Known.class,
      Personal.Erased.class,
      ApplicationEvent.AccessTokenIssued.class,
      ApplicationEvent.AccessTokenRevoked.class,
      ApplicationEvent.AutomationApplicationCreated.class,
      ApplicationEvent.ApplicationChanged.class,
      ApplicationEvent.ApplicationCreated.class,
      ApplicationEvent.ApplicationDeleted.class,
      ApplicationEvent.ApplicationSecretReset.class,
      ApplicationEvent.ApplicationTokenCreated.class,
      ApplicationEvent.ApplicationTokenRevoked.class,
      ApplicationEvent.AuthorizationCodeIssued.class,
      ApplicationEvent.AuthorizationCodeRedeemed.class,
      AppTokenEvent.AppTokenCreated.class,
      AppTokenEvent.AppTokenRevoked.class,
      OrganizationEvent.OrganizationCreated.class,
      OrganizationEvent.OrganizationDeleted.class,
      OrganizationEvent.OrganizationEmailChanged.class,
      OrganizationEvent.OrganizationInvoiceAddressChanged.class,
      OrganizationEvent.OrganizationInvoiceEmailSet.class,
      OrganizationEvent.OrganizationTagExpirationSet.class,
      TeamEvent.OrganizationMemberRemoved.class,
      TeamEvent.TeamCreated.class,
      TeamEvent.TeamDeleted.class,
      TeamEvent.TeamDescriptionChanged.class,
      TeamEvent.TeamMemberAdded.class,
      TeamEvent.TeamMemberRemoved.class,
      TeamEvent.TeamRoleChanged.class,
      OrganizationEvent.OrganizationRenamed.class,
      QuotaEvent.QuotaChanged.class,
      QuotaEvent.QuotaCreated.class,
      QuotaEvent.QuotaDeleted.class,
      QuotaEvent.QuotaLimitChanged.class,
      QuotaEvent.QuotaLimitCreated.class,
      QuotaEvent.QuotaLimitDeleted.class,
      PermissionEvent.AccountPermissionRemoved.class,
      PermissionEvent.AccountPermissionSet.class,
      PermissionEvent.Place.class,
      PermissionEvent.TeamPermissionRemoved.class,
      PermissionEvent.TeamPermissionSet.class,
      PrototypeEvent.Account.class,
      PrototypeEvent.PrototypeCreated.class,
      PrototypeEvent.PrototypeDeleted.class,
      PrototypeEvent.PrototypeRoleSet.class,
      PrototypeEvent.Rule.class,
      PrototypeEvent.Team.class,
      RepositoryEvent.Grant.class,
      RepositoryEvent.RepositoryCreated.class,
      RepositoryEvent.RepositoryDeleted.class,
      RepositoryEvent.RepositoryDescriptionSet.class,
      RepositoryEvent.RepositoryStateSet.class,
      RepositoryEvent.RepositoryVisibilitySet.class,
      RobotEvent.Identity.class,
      RobotEvent.RobotCreated.class,
      RobotEvent.RobotDeleted.class,
      RobotEvent.RobotFederationRemoved.class,
      RobotEvent.RobotFederationSet.class,
      RobotEvent.RobotTokenRegenerated.class,
      UserEvent.UserCreated.class,
      UserEvent.UserDeleted.class,
      UserEvent.UserDisabled.class,
      UserEvent.UserEmailChanged.class,
      UserEvent.UserEnabled.class,
      UserEvent.UserPasswordChanged.class,
      ProxyCacheEvent.ProxyCacheCreated.class,
      ProxyCacheEvent.ProxyCacheDeleted.class,
      InvitationEvent.Letter.class,
      InvitationEvent.TeamEmailInvited.class,
      InvitationEvent.TeamInvitationAccepted.class,
      InvitationEvent.TeamInvitationDeclined.class,
      InvitationEvent.TeamInvitationWithdrawn.class,
      InvitationEvent.TeamMemberInvited.class,
      MailEvent.MailGivenUp.class,
      MailEvent.MailSent.class,
      ConfirmationEvent.EmailConfirmationAsked.class,
      ConfirmationEvent.EmailConfirmed.class,
      LogExportEvent.LogExportFinished.class,
      LogExportEvent.LogExportRefused.class,
      LogExportEvent.LogExportRequested.class,
      LogExportEvent.Notice.class,
      ServiceKeyEvent.ServiceKeyApproved.class,
      ServiceKeyEvent.ServiceKeyCreated.class,
      ServiceKeyEvent.ServiceKeyDeleted.class,
      ServiceKeyEvent.ServiceKeyExtended.class,
      ServiceKeyEvent.ServiceKeyLapsed.class,
      ServiceKeyEvent.ServiceKeyModified.class,
      AssignmentEvent.TokenAssigned.class,
      AssignmentEvent.TokenAssignmentDeleted.class,
      AssignmentEvent.TokenAssignmentUsed.class,
      AssignmentEvent.TokenAssignmentsSeen.class,
      SessionEvent.SignInRefused.class,
      SessionEvent.UserSignedIn.class,
      SessionEvent.UserSignedOut.class,
      OwnershipEvent.OwnershipTaken.class,
      OwnershipEvent.UserMadeOrganization.class,
      RegistryEvent.RegistrySizeComputed.class,
      RegistryEvent.RegistrySizeQueued.class,
      RegistryEvent.RegistrySizeRunStarted.class,
      LogEvent.UsageLogsDropped.class,
      OwnAccountEvent.Detail.class,
      OwnAccountEvent.Notice.class,
      OwnAccountEvent.OwnDetailsChanged.class,
      OwnAccountEvent.OwnEmailChanged.class,
      OwnAccountEvent.OwnInvoiceAddressChanged.class,
      OwnAccountEvent.OwnInvoiceEmailSet.class,
      OwnAccountEvent.OwnPasswordChanged.class,
      OwnAccountEvent.OwnTagExpirationSet.class,
      OwnAccountEvent.UserPrompted.class,
      OwnAccountEvent.UserRenamed.class,
      ConfirmationEvent.EmailChangeAsked.class,
      NotificationEvent.NotificationMarked.class,
      NotificationEvent.QuotaLimitLeft.class,
      NotificationEvent.QuotaLimitReached.class,
      MessageEvent.GlobalMessageCreated.class,
      MessageEvent.GlobalMessageDeleted.class,
      AutoPruneEvent.AutoPrunePolicyChanged.class,
      AutoPruneEvent.AutoPrunePolicyCreated.class,
      AutoPruneEvent.AutoPrunePolicyDeleted.class,
      AutoPruneEvent.Terms.class,
      LogExportEvent.RepositoryLogExportRefused.class,
      LogExportEvent.RepositoryLogExportRequested.class,
      OwnershipEvent.UserConverted.class,
      RecoveryEvent.OrganizationRecoveryAsked.class,
      RecoveryEvent.RecoveryAsked.class,
      RecoveryEvent.RecoveryUsed.class,
    })
final class ReflectedEvents {

  private ReflectedEvents() {}
}
