package dev.wharfinger.journal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All projectors together: every event has exactly one. */
public final class Projections {

  private final List<Projector<?>> projectors;
  private final Map<Class<?>, Projector<?>> byEvent = new ConcurrentHashMap<>();

  public Projections(Collection<Projector<?>> projectors) {
    this.projectors = List.copyOf(projectors);
  }

  /** Sends the rows of a record's events. */
  void project(JournalRecord record, Rows rows) {
    int ordinal = 0;
    for (Event event : record.events()) {
      project(
          byEvent.computeIfAbsent(event.getClass(), this::projectorOf),
          event,
          new Fact(record.seq(), ordinal++, record.time(), record.actor(), record.unlogged()),
          rows);
    }
  }

  private static <E extends Event> void project(
      Projector<E> projector, Event event, Fact fact, Rows rows) {
    projector.project(projector.events().cast(event), fact, rows);
  }

  private Projector<?> projectorOf(Class<?> event) {
    List<Projector<?>> fitting =
        projectors.stream()
            .filter(projector -> projector.events().isAssignableFrom(event))
            .toList();
    if (fitting.size() != 1) {
      throw new IllegalStateException(event + " has " + fitting.size() + " projectors, not one");
    }
    return fitting.getFirst();
  }
}
