package dev.wharfinger.journal;

import dev.wharfinger.vault.Personal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen in the area that only the engine's tests have. */
public sealed interface TicketEvent extends Event {

  /** A ticket came to be. */
  record TicketOpened(long ticket, String title, @Nullable Personal reporter)
      implements TicketEvent {}

  /** The one counter went up; whoever decided it had read the value below. */
  record CounterSet(long value) implements TicketEvent {}

  /** The names of these events. */
  List<EventType> TYPES =
      List.of(
          EventType.current("ticket-opened.v2", TicketOpened.class),
          EventType.past(
              "ticket-opened.v1",
              TicketOpened.class,
              data -> {
                data.set("title", data.remove("name"));
                return data.putNull("reporter");
              }),
          EventType.current("counter-set.v1", CounterSet.class));
}
