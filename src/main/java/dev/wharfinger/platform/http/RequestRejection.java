package dev.wharfinger.platform.http;

import dev.wharfinger.platform.journal.Rejection;

/** Why a command was rejected by a rule of this API that holds for all areas. */
public sealed interface RequestRejection extends Rejection {

  /**
   * The body was refused when it was read, and the caller's permission came first.
   *
   * @param error what the reader of the body found; nothing but the answer depends on it
   */
  record InvalidBody(ApiError error) implements RequestRejection {}

  /**
   * A list that is returned as a whole has as many items as one answer may show.
   *
   * @param list what the list contains, in the plural and with its owner
   */
  record ListFull(int most, String list) implements RequestRejection {}
}
