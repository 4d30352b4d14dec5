package dev.wharfinger.registries.registry;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import java.util.UUID;

/** The events of the registry as a whole. Source: contract superuser 8. */
public sealed interface RegistryEvent extends Event {

  /** The computation of the registry's size that the event belongs to. */
  UUID run();

  /** The size of the registry was requested. */
  @EventName("registry-size-queued.v1")
  record RegistrySizeQueued(UUID run) implements RegistryEvent {}

  /** An instance started to compute it, for the first time or in place of one that stopped. */
  @EventName("registry-size-run-started.v1")
  record RegistrySizeRunStarted(UUID run, UUID attempt) implements RegistryEvent {}

  /**
   * The size was computed.
   *
   * @param completedMillis when, in milliseconds since 1970; later than all before
   */
  @EventName("registry-size-computed.v1")
  record RegistrySizeComputed(UUID run, long sizeBytes, long completedMillis)
      implements RegistryEvent {}
}
