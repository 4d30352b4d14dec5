package dev.wharfinger.platform.journal;

/** Whether writes are accepted. */
public sealed interface WriterState {

  /** Why none are accepted; empty while they are. */
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
   * version of the service understands; the writer checks again every second.
   */
  record Interrupted(String reason) implements WriterState {}

  /**
   * Not until an operator has repaired a topic that could lose records or lacks some at its end, or
   * restored a missing key; the writer checks again every second.
   */
  record Unsafe(String reason) implements WriterState {}

  /** Not until an operator intervenes: continuing would lose or corrupt data. */
  record Halted(String reason) implements WriterState {}
}
