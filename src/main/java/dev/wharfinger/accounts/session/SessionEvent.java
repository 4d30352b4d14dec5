package dev.wharfinger.accounts.session;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import org.jspecify.annotations.Nullable;

/**
 * The events of users' sessions, as far as they affect others: a session itself is stored only in
 * its browser. Source: contract sessions 1.5.
 */
public sealed interface SessionEvent extends Event {

  /** A user signed in and got a session. */
  @EventName("user-signed-in.v1")
  record UserSignedIn(AccountId user) implements SessionEvent {}

  /**
   * A sign-in failed.
   *
   * @param account the account with the given name, otherwise the first account
   * @param username of that account; null if no account has the given name
   * @param message the error message of the response
   */
  @EventName("sign-in-refused.v1")
  record SignInRefused(AccountId account, @Nullable Personal username, String message)
      implements SessionEvent {}

  /** A user signed out: all of the user's sessions ended. */
  @EventName("user-signed-out.v1")
  record UserSignedOut(AccountId user) implements SessionEvent {}
}
