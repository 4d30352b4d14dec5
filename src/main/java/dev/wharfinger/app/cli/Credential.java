package dev.wharfinger.app.cli;

import org.jspecify.annotations.Nullable;

/** What the client shows to the service to be known. */
sealed interface Credential {

  /** None: the service answers as to anybody. */
  record None() implements Credential {}

  /**
   * An OAuth access token.
   *
   * @param username whose it is; null if nobody asked
   */
  record Token(String value, @Nullable String username) implements Credential {
    @Override
    public String toString() {
      return "a token";
    }
  }

  /**
   * A session, begun with a password.
   *
   * @param cookie name and value, as {@code Cookie} has it
   */
  record Session(String username, String cookie, String csrfToken) implements Credential {
    @Override
    public String toString() {
      return "a session";
    }
  }
}
