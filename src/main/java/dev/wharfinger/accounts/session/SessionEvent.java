package dev.wharfinger.accounts.session;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the sessions of users, as far as others must know of it: a session itself is kept
 * by its browser alone. Source: contract sessions 1.5.
 */
public sealed interface SessionEvent extends Event {

  /** A user showed who he is and got a session. */
  @EventName("user-signed-in.v1")
  record UserSignedIn(long user) implements SessionEvent {}

  /**
   * Somebody failed to show who he is.
   *
   * @param account that of the name, else the first one of all
   * @param username of that account; null where nobody has the name that was given
   * @param message what he was told
   */
  @EventName("sign-in-refused.v1")
  record SignInRefused(long account, @Nullable Personal username, String message)
      implements SessionEvent {}

  /** A user signed out: all his sessions ended. */
  @EventName("user-signed-out.v1")
  record UserSignedOut(long user) implements SessionEvent {}
}
