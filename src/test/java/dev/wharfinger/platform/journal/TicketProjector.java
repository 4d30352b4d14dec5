package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.journal.TicketEvent.CounterSet;
import dev.wharfinger.platform.journal.TicketEvent.TicketOpened;
import java.time.ZoneOffset;

/** Tickets as rows. */
public final class TicketProjector implements Projector<TicketEvent> {

  @Override
  public Class<TicketEvent> events() {
    return TicketEvent.class;
  }

  @Override
  public void project(TicketEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case TicketOpened opened -> {
        rows.update(
            "INSERT INTO ticket (id, title, reporter, opened, seq) VALUES ($1, $2, $3, $4, $5)",
            opened.ticket(),
            opened.title(),
            opened.reporter() == null ? null : opened.reporter().orElse("(erased)"),
            metadata.time().atOffset(ZoneOffset.UTC),
            metadata.seq());
        rows.invalidate("ticket:" + opened.ticket());
      }
      case CounterSet set -> rows.update("UPDATE counter SET value = $1", set.value());
    }
  }
}
