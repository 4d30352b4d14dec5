package dev.wharfinger.chaos;

/**
 * One request of one client and what became of it. What exists is a register of its own: it is
 * {@link #ABSENT} and then {@link #PRESENT}.
 *
 * @param instance the one that was asked
 * @param command the same for the attempts at one write, which share an {@code Idempotency-Key};
 *     empty for a read
 * @param key the register
 * @param value what was to be written, which no other write of this register has, or what was read
 * @param from when it was sent, in microseconds since the beginning
 * @param to when its outcome was known
 * @param problem what in the answer must not be; empty for nothing
 */
record Operation(
    int client,
    int instance,
    Type type,
    String command,
    String key,
    String value,
    long from,
    long to,
    Outcome outcome,
    String problem) {

  static final String ABSENT = "absent";
  static final String PRESENT = "present";

  /** What was asked for. */
  enum Type {
    WRITE,
    READ
  }

  /** The same on a register whose name was not known when it began. */
  Operation of(String register) {
    return new Operation(
        client, instance, type, command, register, value, from, to, outcome, problem);
  }

  boolean is(Type other, Outcome expected) {
    return type == other && outcome == expected;
  }
}
