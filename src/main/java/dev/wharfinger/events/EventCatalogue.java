package dev.wharfinger.events;

import static dev.wharfinger.journal.EventType.current;

import dev.wharfinger.application.ApplicationEvent;
import dev.wharfinger.journal.Actor;
import dev.wharfinger.journal.EventType;
import dev.wharfinger.log.LogEvent;
import dev.wharfinger.organization.OrganizationEvent;
import dev.wharfinger.organization.OwnershipEvent;
import dev.wharfinger.quota.QuotaEvent;
import dev.wharfinger.registry.RegistryEvent;
import dev.wharfinger.servicekey.ServiceKeyEvent;
import dev.wharfinger.team.TeamEvent;
import dev.wharfinger.user.UserEvent;
import dev.wharfinger.vault.Personal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * Every event by the literal name under which it lies in the journal, for ever: names are added,
 * and never changed or reused. Also the list of classes that a native executable keeps for Jackson.
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
      UserEvent.UserCreated.class,
      UserEvent.UserDeleted.class,
      UserEvent.UserDisabled.class,
      UserEvent.UserEmailChanged.class,
      UserEvent.UserEnabled.class,
      UserEvent.UserPasswordChanged.class,
      ServiceKeyEvent.ServiceKeyApproved.class,
      ServiceKeyEvent.ServiceKeyCreated.class,
      ServiceKeyEvent.ServiceKeyDeleted.class,
      ServiceKeyEvent.ServiceKeyExtended.class,
      ServiceKeyEvent.ServiceKeyLapsed.class,
      ServiceKeyEvent.ServiceKeyModified.class,
      OwnershipEvent.OwnershipTaken.class,
      OwnershipEvent.UserMadeOrganization.class,
      RegistryEvent.RegistrySizeComputed.class,
      RegistryEvent.RegistrySizeQueued.class,
      RegistryEvent.RegistrySizeRunStarted.class,
      LogEvent.UsageLogsDropped.class,
    })
public final class EventCatalogue {

  /** All versions that can be read, and which of them are written. */
  public static final List<EventType> TYPES =
      List.of(
          current("access-token-issued.v1", ApplicationEvent.AccessTokenIssued.class),
          current("access-token-revoked.v1", ApplicationEvent.AccessTokenRevoked.class),
          current(
              "automation-application-created.v1",
              ApplicationEvent.AutomationApplicationCreated.class),
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
          current("user-created.v1", UserEvent.UserCreated.class),
          current("user-deleted.v1", UserEvent.UserDeleted.class),
          current("user-disabled.v1", UserEvent.UserDisabled.class),
          current("user-email-changed.v1", UserEvent.UserEmailChanged.class),
          current("user-enabled.v1", UserEvent.UserEnabled.class),
          current("user-password-changed.v1", UserEvent.UserPasswordChanged.class),
          current("service-key-approved.v1", ServiceKeyEvent.ServiceKeyApproved.class),
          current("service-key-created.v1", ServiceKeyEvent.ServiceKeyCreated.class),
          current("service-key-deleted.v1", ServiceKeyEvent.ServiceKeyDeleted.class),
          current("service-key-extended.v1", ServiceKeyEvent.ServiceKeyExtended.class),
          current("service-key-lapsed.v1", ServiceKeyEvent.ServiceKeyLapsed.class),
          current("service-key-modified.v1", ServiceKeyEvent.ServiceKeyModified.class),
          current("ownership-taken.v1", OwnershipEvent.OwnershipTaken.class),
          current("user-made-organization.v1", OwnershipEvent.UserMadeOrganization.class),
          current("registry-size-computed.v1", RegistryEvent.RegistrySizeComputed.class),
          current("registry-size-queued.v1", RegistryEvent.RegistrySizeQueued.class),
          current("registry-size-run-started.v1", RegistryEvent.RegistrySizeRunStarted.class),
          current("usage-logs-dropped.v1", LogEvent.UsageLogsDropped.class));

  private EventCatalogue() {}
}
