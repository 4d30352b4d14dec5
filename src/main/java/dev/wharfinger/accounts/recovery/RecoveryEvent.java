package dev.wharfinger.accounts.recovery;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.UUID;

/**
 * How somebody who forgot his password comes in again. Source: contract sessions 5.1, superuser 12.
 */
public sealed interface RecoveryEvent extends Event {

  /**
   * A user, or a superuser for him, asked for the way in without his password; one that was asked
   * for earlier counts no more.
   *
   * @param code what the code in the mail follows from
   * @param codeDigest how the code is recognised
   * @param mail the mail's id
   * @param name the user's name at the time
   * @param email where the mail goes
   */
  @EventName("recovery-asked.v1")
  record RecoveryAsked(
      long user, UUID code, String codeDigest, long mail, Personal name, Personal email)
      implements RecoveryEvent {}

  /**
   * Somebody gave an organization's e-mail for a user's: it is told who administers it.
   *
   * @param name the organization's
   * @param mail the mail's id
   * @param email where the mail goes
   * @param administrators their names at the time
   */
  @EventName("organization-recovery-asked.v1")
  record OrganizationRecoveryAsked(
      long organization, String name, long mail, Personal email, List<Personal> administrators)
      implements RecoveryEvent {
    public OrganizationRecoveryAsked {
      administrators = List.copyOf(administrators);
    }
  }

  /** He came in by the link of the mail, which counts no more; so his e-mail is his. */
  @EventName("recovery-used.v1")
  record RecoveryUsed(long user) implements RecoveryEvent {}
}
