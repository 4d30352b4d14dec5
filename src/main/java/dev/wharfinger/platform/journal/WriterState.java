package dev.wharfinger.platform.journal;

/** Whether writes are taken. */
public sealed interface WriterState {

  /** Why none are taken; empty while they are. */
  String reason();

  /** Not yet: the journal was not reached or is not caught up with. */
  record Starting(String reason) implements WriterState {}

  record Running() implements WriterState {
    @Override
    public String reason() {
      return "";
    }
  }

  /**
   * Not now: Kafka or Postgres did not answer, or the journal has a record that only a newer
   * version of the service understands; the writer looks again every second.
   */
  record Interrupted(String reason) implements WriterState {}

  /**
   * Not until an operator has repaired the topic, which could forget what it is given; the writer
   * looks again every second.
   */
  record Unsafe(String reason) implements WriterState {}

  /** Never again without an operator: going on would lose or falsify something. */
  record Halted(String reason) implements WriterState {}
}
