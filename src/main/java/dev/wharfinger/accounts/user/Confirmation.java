package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.user.ConfirmationEvent.EmailChangeAsked;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmationAsked;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;

/**
 * The code of a mail that asks to confirm an e-mail.
 *
 * @param drawn what the code follows from
 * @param digest how the code is recognised
 */
record Confirmation(UUID drawn, String digest) {

  /** The code that belongs to a request. */
  static Confirmation of(WriteRequest request, MailCodes codes) {
    UUID drawn = request.draw().uuid("email-confirmation");
    return new Confirmation(drawn, codes.digest(drawn));
  }

  /** The fact that a new user was asked. */
  EmailConfirmationAsked ofNew(long user, Ids ids, Personal name, Personal email) {
    return new EmailConfirmationAsked(user, drawn, digest, ids.next(), name, email);
  }

  /** The fact that a user was asked who wants another e-mail. */
  EmailChangeAsked ofChange(long user, Ids ids, Personal name, Personal email) {
    return new EmailChangeAsked(user, drawn, digest, ids.next(), name, email);
  }
}
