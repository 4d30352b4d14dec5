package dev.wharfinger.accounts.recovery;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.UUID;

/** The events of account recovery. Source: contract sessions 5.1, superuser 12. */
public sealed interface RecoveryEvent extends Event {

  /**
   * A user, or a superuser for the user, requested account recovery; an earlier code is no longer
   * valid.
   *
   * @param code the UUID from which the code in the mail is derived
   * @param codeDigest the digest by which the code is recognised
   * @param mail the mail's id
   * @param name the user's name at the time
   * @param email the recipient's address
   */
  @EventName("recovery-asked.v1")
  record RecoveryAsked(
      AccountId user, UUID code, String codeDigest, long mail, Personal name, Personal email)
      implements RecoveryEvent {}

  /**
   * Recovery was requested with an organization's e-mail: a mail lists its administrators.
   *
   * @param name the organization's name
   * @param mail the mail's id
   * @param email the recipient's address
   * @param administrators their names at the time
   */
  @EventName("organization-recovery-asked.v1")
  record OrganizationRecoveryAsked(
      OrganizationId organization,
      String name,
      long mail,
      Personal email,
      List<Personal> administrators)
      implements RecoveryEvent {
    public OrganizationRecoveryAsked {
      administrators = List.copyOf(administrators);
    }
  }

  /**
   * The user signed in with the link in the mail, which is no longer valid; this also confirms the
   * e-mail.
   */
  @EventName("recovery-used.v1")
  record RecoveryUsed(AccountId user) implements RecoveryEvent {}
}
