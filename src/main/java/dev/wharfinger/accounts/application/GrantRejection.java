package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.journal.Rejection;

/** Why a client is not granted what it requests for a user (RFC 6749). */
enum GrantRejection implements Rejection {
  /** No code may go to the address of a client that nobody knows. */
  UNKNOWN_CLIENT,

  /** A token was requested for a client that nobody knows. */
  UNKNOWN_CLIENT_OF_TOKEN,

  /** The address to redirect to is not the client's. */
  FOREIGN_REDIRECT,

  UNSUPPORTED_RESPONSE_TYPE,

  /** The application may not get this from this user. */
  CLIENT_NOT_ENTITLED,

  /** The scopes are none, or not those that were offered. */
  INVALID_SCOPE,

  /** The code challenge or its method cannot be used. */
  INVALID_CHALLENGE,

  /** There is no such code, it was spent, or it was issued for another request. */
  INVALID_CODE,

  /** The user was disabled or got another password in the meantime. */
  USER_CHANGED
}
