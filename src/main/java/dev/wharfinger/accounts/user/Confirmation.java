package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.user.ConfirmationEvent.EmailChangeAsked;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmationAsked;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;

/**
 * The code of a mail that asks to confirm an e-mail.
 *
 * @param drawn the UUID from which the code is derived
 * @param digest the digest by which the code is recognised
 */
record Confirmation(UUID drawn, String digest) {

  /** The code for a request. */
  static Confirmation of(WriteRequest request, MailCodes codes) {
    UUID drawn = codes.draw(request.draw(), "email-confirmation");
    return new Confirmation(drawn, codes.digest(drawn));
  }

  /** The event that a new user was asked. */
  EmailConfirmationAsked ofNew(AccountId user, Ids ids, Personal name, Personal email) {
    return new EmailConfirmationAsked(user, drawn, digest, ids.next(), name, email);
  }

  /** The event that a user who wants another e-mail was asked. */
  EmailChangeAsked ofChange(AccountId user, Ids ids, Personal name, Personal email) {
    return new EmailChangeAsked(user, drawn, digest, ids.next(), name, email);
  }
}
