package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.vault.Personal;
import org.jspecify.annotations.Nullable;

/** What can happen in the area that only the engine's tests have. */
public sealed interface TicketEvent extends Event {

  /** A ticket came to be. */
  @EventName("ticket-opened.v2")
  record TicketOpened(long ticket, String title, @Nullable Personal reporter)
      implements TicketEvent {}

  /** The one counter went up; whoever decided it had read the value below. */
  @EventName("counter-set.v1")
  record CounterSet(long value) implements TicketEvent {}
}
