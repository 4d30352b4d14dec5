package dev.wharfinger.chaos;

/** What a client knows of a request of its own. */
enum Outcome {
  /** It was done. */
  OK,
  /** It was not done, and never will be. */
  FAIL,
  /** There was no answer, or one that leaves it open. */
  UNKNOWN
}
