package dev.wharfinger.platform.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All areas together. Startup fails if an event belongs to no area or to two. */
public final class Areas {

  private final List<EventType> types = new ArrayList<>();
  private final Map<Class<?>, Area<?>> byEvent = new HashMap<>();
  private final List<OwnedRows> owned;
  private final List<SealedProjector> sealed;

  /** Collects areas whose records are projected by their own projectors only. */
  public Areas(Collection<? extends Area<?>> areas) {
    this(areas, List.of());
  }

  /**
   * Collects the events, projectors and audit rules of the areas.
   *
   * @param sealed what is made of whole records beside that
   * @throws IllegalArgumentException when an event has no name, or belongs to two areas
   */
  public Areas(Collection<? extends Area<?>> areas, Collection<SealedProjector> sealed) {
    this.sealed = List.copyOf(sealed);
    for (Area<?> area : areas) {
      eventsOf(area.projector().events()).forEach(event -> add(area, event));
      types.addAll(area.pastVersions());
    }
    owned =
        areas.stream()
            .flatMap(area -> area.ownedByUser().stream())
            .sorted(Comparator.comparing(OwnedRows::table))
            .toList();
  }

  private void add(Area<?> area, Class<? extends Event> event) {
    EventName name = event.getAnnotation(EventName.class);
    if (name == null) {
      throw new IllegalArgumentException(event + " has no @EventName");
    }
    if (byEvent.putIfAbsent(event, area) != null) {
      throw new IllegalArgumentException(event + " is of two areas");
    }
    types.add(EventType.current(name.value(), event));
  }

  /** All event records permitted by a sealed interface, including nested interfaces. */
  private static Stream<Class<? extends Event>> eventsOf(Class<? extends Event> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses())
            .flatMap(permitted -> eventsOf(permitted.asSubclass(Event.class)))
        : Stream.of(type);
  }

  /** Every event version that can be read, including which of them are written. */
  public List<EventType> types() {
    return List.copyOf(types);
  }

  /** The rows that an account loses when it changes from a user to an organization. */
  public List<OwnedRows> ownedByUser() {
    return owned;
  }

  /** What an event means to subscribers of the audit feed. */
  public AuditTrail audit(Event event) {
    AuditTrail trail = new AuditTrail(owned);
    audit(areaOf(event), event, trail);
    return trail;
  }

  /** Projects a record's events into rows. */
  void project(JournalRecord record, Rows rows) {
    int ordinal = 0;
    for (Event event : record.events()) {
      EventMetadata metadata =
          new EventMetadata(
              record.seq(), ordinal++, record.time(), record.actor(), record.unlogged());
      project(areaOf(event).projector(), event, metadata, rows);
    }
  }

  /** Projects consecutive records as they are on the topic, after their own projectors. */
  void projectSealed(List<JournalFrame> frames, RecordCodec codec, Rows rows) {
    if (sealed.isEmpty() || frames.isEmpty()) {
      return;
    }
    List<SealedRecord> records =
        frames.stream().map(frame -> SealedRecord.of(frame, codec, this)).toList();
    sealed.forEach(projector -> projector.project(records, codec, rows));
  }

  private Area<?> areaOf(Event event) {
    return Optional.ofNullable(byEvent.get(event.getClass()))
        .orElseThrow(() -> new IllegalStateException(event.getClass() + " is of no area"));
  }

  private static <E extends Event> void audit(Area<E> area, Event event, AuditTrail trail) {
    area.audit(area.projector().events().cast(event), trail);
  }

  private static <E extends Event> void project(
      Projector<E> projector, Event event, EventMetadata metadata, Rows rows) {
    projector.project(projector.events().cast(event), metadata, rows);
  }
}
