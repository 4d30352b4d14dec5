package dev.wharfinger.journal;

import dev.wharfinger.journal.TicketEvent.CounterSet;
import dev.wharfinger.journal.TicketEvent.TicketOpened;
import java.time.ZoneOffset;

/** Tickets as rows. */
public final class TicketProjector implements Projector<TicketEvent> {

  @Override
  public Class<TicketEvent> events() {
    return TicketEvent.class;
  }

  @Override
  public void project(TicketEvent event, Fact fact, Rows rows) {
    switch (event) {
      case TicketOpened opened -> {
        rows.change(
            "INSERT INTO ticket (id, title, reporter, opened, seq) VALUES ($1, $2, $3, $4, $5)",
            opened.ticket(),
            opened.title(),
            opened.reporter() == null ? null : opened.reporter().orElse("(erased)"),
            fact.time().atOffset(ZoneOffset.UTC),
            fact.seq());
        rows.changed("ticket:" + opened.ticket());
      }
      case CounterSet set -> rows.change("UPDATE counter SET value = $1", set.value());
    }
  }
}
