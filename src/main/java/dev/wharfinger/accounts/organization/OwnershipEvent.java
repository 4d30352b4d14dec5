package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import org.jspecify.annotations.Nullable;

/** What can happen to the ownership of an account. Source: contract superuser 12. */
public sealed interface OwnershipEvent extends Event {

  /** The account that is an organization now. */
  long organization();

  /** Its name when it happened. */
  Personal name();

  /**
   * A superuser made himself an owner of an organization, possibly as before.
   *
   * @param owner his account
   * @param team the team {@code owners}
   * @param teamRestored whether there was none and it had to be made
   * @param membership id of his membership in it; null if he was in it already
   */
  @EventName("ownership-taken.v1")
  record OwnershipTaken(
      long organization,
      Personal name,
      long owner,
      long team,
      boolean teamRestored,
      @Nullable Long membership)
      implements OwnershipEvent {}

  /**
   * A user's account became an organization, which a superuser owns: nobody signs in as this user
   * any more.
   *
   * @param owner the superuser's account
   * @param team id of the team {@code owners}
   * @param membership id of the superuser's membership in it
   */
  @EventName("user-made-organization.v1")
  record UserMadeOrganization(
      long organization, Personal name, long owner, long team, long membership)
      implements OwnershipEvent {}

  /**
   * A user made an organization of his account, which another user owns: nobody signs in as this
   * user any more.
   *
   * @param owner the other user's account
   * @param team id of the team {@code owners}
   * @param membership id of the other user's membership in it
   */
  @EventName("user-converted.v1")
  record UserConverted(long organization, Personal name, long owner, long team, long membership)
      implements OwnershipEvent {}
}
