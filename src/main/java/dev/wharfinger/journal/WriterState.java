package dev.wharfinger.journal;

/** Whether writes are taken. */
public sealed interface WriterState {

  /** Not yet: the journal was not reached or is not caught up with. */
  record Starting(String reason) implements WriterState {}

  record Running() implements WriterState {}

  /** Never again without an operator: going on would lose or falsify something. */
  record Halted(String reason) implements WriterState {}
}
