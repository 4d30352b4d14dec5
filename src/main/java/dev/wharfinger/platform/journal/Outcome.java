package dev.wharfinger.platform.journal;

import java.time.Instant;

/** The writer's answer to a command. */
public sealed interface Outcome {

  /**
   * It is done and durable.
   *
   * @param seq of its record; 0 when nothing had to change
   * @param repeated whether it had already been done, under the same command id
   * @param time of its record; of the command when nothing had to change
   * @param alias whether it had been done under an alias of the command
   */
  record Done(long seq, boolean repeated, Instant time, boolean alias) implements Outcome {

    /** Under the id of the command itself. */
    public Done(long seq, boolean repeated, Instant time) {
      this(seq, repeated, time, false);
    }
  }

  /** It was rejected. */
  record Refused(Rejection rejection) implements Outcome {}

  /** Another request was done under the same command id. */
  record Mismatched() implements Outcome {}
}
