package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of an organization. Source: contract organization 2.1, 2.3, 2.4. */
public sealed interface OrganizationEvent extends Event {

  /** The organization's account id. */
  OrganizationId organization();

  /** The organization's name at the time. */
  String name();

  /**
   * An organization was created, with its {@code owners} team and its creator as a member.
   *
   * @param subjectKey the key of the organization's personal data
   * @param email contact e-mail as given; null without one
   * @param emailStandIn placeholder for a missing e-mail, from which the avatar is derived
   * @param ownersTeam id of the team {@code owners}
   * @param ownersMembership id of the creator's membership in it
   * @param tagExpirationSeconds the initial time machine window
   */
  @EventName("organization-created.v1")
  record OrganizationCreated(
      OrganizationId organization,
      String name,
      UUID subjectKey,
      @Nullable Personal email,
      UUID emailStandIn,
      TeamId ownersTeam,
      long ownersMembership,
      AccountId creator,
      long tagExpirationSeconds)
      implements OrganizationEvent {}

  /** Whether invoices are mailed was set, possibly to what it was. */
  @EventName("organization-invoice-email-set.v1")
  record OrganizationInvoiceEmailSet(OrganizationId organization, String name, boolean invoiceEmail)
      implements OrganizationEvent {}

  /** The address for invoices changed; null for none. */
  @EventName("organization-invoice-address-changed.v1")
  record OrganizationInvoiceAddressChanged(
      OrganizationId organization, String name, @Nullable Personal address)
      implements OrganizationEvent {}

  /**
   * The contact e-mail changed.
   *
   * @param email null when it was cleared
   * @param emailStandIn placeholder for it when it was cleared
   */
  @EventName("organization-email-changed.v1")
  record OrganizationEmailChanged(
      OrganizationId organization,
      String name,
      @Nullable Personal email,
      @Nullable Personal oldEmail,
      UUID emailStandIn)
      implements OrganizationEvent {}

  /** The time machine window was set, possibly to what it was. */
  @EventName("organization-tag-expiration-set.v1")
  record OrganizationTagExpirationSet(
      OrganizationId organization, String name, long tagExpirationSeconds)
      implements OrganizationEvent {}

  /**
   * The organization was renamed, along with its robots.
   *
   * @param name the name before
   */
  @EventName("organization-renamed.v1")
  record OrganizationRenamed(OrganizationId organization, String name, String newName)
      implements OrganizationEvent {}

  /** The organization was deleted with everything that belonged to it. */
  @EventName("organization-deleted.v1")
  record OrganizationDeleted(OrganizationId organization, String name)
      implements OrganizationEvent {}
}
