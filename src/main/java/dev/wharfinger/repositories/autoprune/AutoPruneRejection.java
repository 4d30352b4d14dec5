package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.journal.Rejection;

/** Why commands on auto-prune policies are rejected. */
enum AutoPruneRejection implements Rejection {
  /** The account has a policy with the same terms. */
  DUPLICATE,

  /** The repository has a policy with the same terms. */
  DUPLICATE_IN_REPOSITORY,

  UNKNOWN_METHOD,

  /** The value is neither a number nor a duration that the method could use. */
  INVALID_VALUE,

  BLANK_TAG_PATTERN
}
