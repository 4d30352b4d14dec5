package dev.wharfinger.journal;

/** Whether writes are taken. */
public sealed interface WriterState {

  /** Not yet: the journal was not reached or is not caught up with. */
  record Starting(String reason) implements WriterState {}

  record Running() implements WriterState {}

  /** Not now: Kafka or Postgres did not answer; the writer looks again every second. */
  record Interrupted(String reason) implements WriterState {}

  /** Never again without an operator: going on would lose or falsify something. */
  record Halted(String reason) implements WriterState {}
}
