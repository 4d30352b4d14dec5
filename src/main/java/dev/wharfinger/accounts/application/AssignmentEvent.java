package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;

/** The events of tokens assigned to users. Source: contract sessions 4.3. */
public sealed interface AssignmentEvent extends Event {

  /**
   * An administrator of an application assigned a user a token of it.
   *
   * @param account the user's account id
   * @param user the user's name at the time
   * @param organization account id of the application's owner
   * @param applicationName the application's name at the time
   * @param scope scope string, as it was sent
   */
  @EventName("token-assigned.v1")
  record TokenAssigned(
      long assignment,
      UUID uuid,
      AccountId account,
      Personal user,
      long application,
      OrganizationId organization,
      String clientId,
      String applicationName,
      String redirectUri,
      String scope,
      String responseType)
      implements AssignmentEvent {}

  /** A user has seen the assigned tokens. */
  @EventName("token-assignments-seen.v1")
  record TokenAssignmentsSeen(AccountId account) implements AssignmentEvent {}

  /** A user accepted an assigned token. */
  @EventName("token-assignment-used.v1")
  record TokenAssignmentUsed(long assignment, long token) implements AssignmentEvent {}

  /** A user declined an assigned token. */
  @EventName("token-assignment-deleted.v1")
  record TokenAssignmentDeleted(long assignment) implements AssignmentEvent {}
}
