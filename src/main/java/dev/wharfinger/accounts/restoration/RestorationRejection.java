package dev.wharfinger.accounts.restoration;

import dev.wharfinger.accounts.restoration.RestorationEvent.LeftOut;
import dev.wharfinger.platform.journal.Rejection;

/** Why something is not restored. */
sealed interface RestorationRejection extends Rejection {

  /** Something has the name now. */
  record NameTaken(String name) implements RestorationRejection {}

  /**
   * Not everything could be restored, and the request asked for all or nothing.
   *
   * @param first one of those that could not
   * @param count how many could not
   */
  record Incomplete(LeftOut first, int count) implements RestorationRejection {}

  /** The reasons that quote nothing. */
  enum Simple implements RestorationRejection {
    /** It is there, under another name. */
    IS_THERE,

    /** The installation does not allow new robots. */
    ROBOTS_DISALLOWED,

    /** A user is erased when deleted. */
    USER_ERASED,

    /** More was part of it than is restored at once. */
    TOO_LARGE
  }
}
