package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import org.jspecify.annotations.Nullable;

/** The events of the ownership of an account. Source: contract superuser 12. */
public sealed interface OwnershipEvent extends Event {

  /** The account, which is an organization now. */
  OrganizationId organization();

  /** Its name at the time. */
  Personal name();

  /**
   * A superuser became an owner of an organization, or already was one.
   *
   * @param owner the superuser's account
   * @param team the team {@code owners}
   * @param teamRestored whether it was missing and had to be created
   * @param membership id of the new membership in it; null if there already was one
   */
  @EventName("ownership-taken.v1")
  record OwnershipTaken(
      OrganizationId organization,
      Personal name,
      AccountId owner,
      TeamId team,
      boolean teamRestored,
      @Nullable Long membership)
      implements OwnershipEvent {}

  /**
   * A user's account became an organization owned by a superuser: signing in as this user is no
   * longer possible.
   *
   * @param owner the superuser's account
   * @param team id of the team {@code owners}
   * @param membership id of the superuser's membership in it
   */
  @EventName("user-made-organization.v1")
  record UserMadeOrganization(
      OrganizationId organization, Personal name, AccountId owner, TeamId team, long membership)
      implements OwnershipEvent {}

  /**
   * A user's account became an organization owned by another user: signing in as this user is no
   * longer possible.
   *
   * @param owner the other user's account
   * @param team id of the team {@code owners}
   * @param membership id of the other user's membership in it
   */
  @EventName("user-converted.v1")
  record UserConverted(
      OrganizationId organization, Personal name, AccountId owner, TeamId team, long membership)
      implements OwnershipEvent {}
}
