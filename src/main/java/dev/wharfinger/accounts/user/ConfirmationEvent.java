package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;

/** The events of confirming a user's e-mail. Source: contract superuser 2.1. */
public sealed interface ConfirmationEvent extends Event {

  /** The user's account id. */
  AccountId user();

  /**
   * The user was asked to confirm it.
   *
   * @param code the UUID from which the code in the mail is derived
   * @param codeDigest the digest by which the code is recognised
   * @param mail the mail's id
   * @param name the user's name at the time
   * @param email the recipient's address
   */
  @EventName("email-confirmation-asked.v1")
  record EmailConfirmationAsked(
      AccountId user, UUID code, String codeDigest, long mail, Personal name, Personal email)
      implements ConfirmationEvent {}

  /**
   * A user who wants another e-mail was asked to confirm it; replaces an earlier such request.
   *
   * @param code the UUID from which the code in the mail is derived
   * @param codeDigest the digest by which the code is recognised
   * @param mail the mail's id
   * @param name the user's name at the time
   * @param email the recipient's address
   */
  @EventName("email-change-asked.v1")
  record EmailChangeAsked(
      AccountId user, UUID code, String codeDigest, long mail, Personal name, Personal email)
      implements ConfirmationEvent {}

  /** The user confirmed it. */
  @EventName("email-confirmed.v1")
  record EmailConfirmed(AccountId user) implements ConfirmationEvent {}
}
