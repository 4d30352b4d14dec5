package dev.wharfinger.chaos;

/** Something that the service promises never to do. */
record Finding(Rule rule, String what) {

  /** The promise that was broken. */
  enum Rule {
    /** An acknowledged write is in the journal. */
    WRITE_LOST,
    /** No write is in the journal more than once. */
    WRITE_DOUBLED,
    /** A refused write is not in the journal. */
    WRITE_REFUSED_AND_DONE,
    /** What is in the journal was asked for. */
    WRITE_INVENTED,
    /** A write that began after the end of another one comes after it. */
    WRITES_OUT_OF_ORDER,
    /** A write was decided on the state that its predecessor left. */
    DECIDED_ON_OLD_STATE,
    /** A read shows what was acknowledged before it began, on every instance. */
    STALE_READ,
    /** A read shows what is in the journal. */
    READ_INVENTED,
    /** Every record is authentic and linked to its predecessor. */
    CHAIN_BROKEN,
    /** Every event of the journal is in the feed. */
    FEED_GAP,
    /** The feed has the journal's order, and nothing else. */
    FEED_WRONG,
    /** A rebuild makes the same read models. */
    REBUILT_DIFFERENTLY,
    /** What is counted in several places is the same everywhere. */
    COUNTED_DIFFERENTLY,
    /** Whatever is not done is refused in the form that the contract prescribes. */
    ANSWER_WRONG,
    /** Writes go on after a fault without help. */
    NOT_RECOVERED
  }

  @Override
  public String toString() {
    return rule + ": " + what;
  }
}
