package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.journal.Rejection;

/** Why commands on applications and their tokens are rejected. */
sealed interface ApplicationRejection extends Rejection {

  /** The requested scopes are none. */
  record InvalidScope(String scope) implements ApplicationRejection {}

  /** The application has as many tokens that did not expire as an application may have. */
  record TooManyTokens(long most) implements ApplicationRejection {}

  /** The reasons that quote nothing. */
  enum Simple implements ApplicationRejection {
    /** The name is kept for an application of the service's own. */
    RESERVED_NAME,

    EMPTY_TOKEN_NAME,

    /** There is no such application, or no such user who is enabled. */
    UNKNOWN_CLIENT_OR_USER,

    /** The caller would assign a token of an application that they do not administer. */
    NOT_ADMINISTRATOR;

    @Override
    public boolean deniesCaller() {
      return this == NOT_ADMINISTRATOR;
    }
  }
}
