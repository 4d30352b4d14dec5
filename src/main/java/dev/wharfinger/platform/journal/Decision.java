package dev.wharfinger.platform.journal;

import java.util.List;

/** The result of deciding a command: events, possibly none, or a rejection. */
public sealed interface Decision {

  /** The command is carried out by these events; none means that nothing had to change. */
  record Accepted(List<Event> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The command changes nothing. */
  record Rejected(Rejection rejection) implements Decision {}

  static Decision accept(Event... events) {
    return new Accepted(List.of(events));
  }

  static Decision accept(List<? extends Event> events) {
    return new Accepted(List.copyOf(events));
  }

  static Decision reject(Rejection rejection) {
    return new Rejected(rejection);
  }
}
