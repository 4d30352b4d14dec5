package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;

/** Whether a user has shown that his e-mail is his. Source: contract superuser 2.1. */
public sealed interface ConfirmationEvent extends Event {

  /** The user's account id. */
  long user();

  /**
   * He was asked to confirm it.
   *
   * @param code what the code in the mail follows from
   * @param codeDigest how the code is recognised
   * @param mail the mail's id
   * @param name the user's name at the time
   * @param email where the mail goes
   */
  @EventName("email-confirmation-asked.v1")
  record EmailConfirmationAsked(
      long user, UUID code, String codeDigest, long mail, Personal name, Personal email)
      implements ConfirmationEvent {}

  /**
   * A user who wants another e-mail was asked to confirm it; an earlier wish of his counts no more.
   *
   * @param code what the code in the mail follows from
   * @param codeDigest how the code is recognised
   * @param mail the mail's id
   * @param name the user's name at the time
   * @param email where the mail goes
   */
  @EventName("email-change-asked.v1")
  record EmailChangeAsked(
      long user, UUID code, String codeDigest, long mail, Personal name, Personal email)
      implements ConfirmationEvent {}

  /** He did. */
  @EventName("email-confirmed.v1")
  record EmailConfirmed(long user) implements ConfirmationEvent {}
}
