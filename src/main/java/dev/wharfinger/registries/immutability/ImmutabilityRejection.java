package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.journal.Rejection;

/** Why commands on immutability policies are rejected. */
sealed interface ImmutabilityRejection extends Rejection {

  /** There is no such account. */
  record NoNamespace(String name) implements ImmutabilityRejection {}

  /** The pattern is no regular expression. */
  record InvalidPattern(String reason) implements ImmutabilityRejection {}

  /** What needs no more words. */
  enum Simple implements ImmutabilityRejection {
    BLANK_PATTERN,
    LONG_PATTERN,
    /** The owner has a policy with this pattern. */
    DUPLICATE
  }
}
