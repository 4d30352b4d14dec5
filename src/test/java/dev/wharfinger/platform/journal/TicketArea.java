package dev.wharfinger.platform.journal;

import java.util.List;

/** The area that only the engine's tests have. */
public final class TicketArea implements Area<TicketEvent> {

  @Override
  public Projector<TicketEvent> projector() {
    return new TicketProjector();
  }

  @Override
  public void audit(TicketEvent event, AuditTrail trail) {
    switch (event) {
      case TicketEvent.TicketOpened opened ->
          trail.put(AuditTrail.Entity.of("ticket", opened.ticket())).set("title", opened.title());
      case TicketEvent.CounterSet set ->
          trail.put(AuditTrail.Entity.of("counter")).set("value", set.value());
    }
  }

  @Override
  public List<EventType> pastVersions() {
    return List.of(
        EventType.past(
            "ticket-opened.v1",
            TicketEvent.TicketOpened.class,
            data -> {
              data.set("title", data.remove("name"));
              return data.putNull("reporter");
            }));
  }
}
