package dev.wharfinger.registries.registry;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import java.util.UUID;

/** What can happen to the registry as a whole. Source: contract superuser 8. */
public sealed interface RegistryEvent extends Event {

  /** The computation of the registry's size that it is about. */
  UUID run();

  /** Somebody asked for the size of the registry. */
  @EventName("registry-size-queued.v1")
  record RegistrySizeQueued(UUID run) implements RegistryEvent {}

  /**
   * An instance began to compute it, for the first time or in place of one that does not any more.
   */
  @EventName("registry-size-run-started.v1")
  record RegistrySizeRunStarted(UUID run, UUID attempt) implements RegistryEvent {}

  /**
   * The size was computed.
   *
   * @param completedMillis when, in milliseconds since 1970; later than ever before
   */
  @EventName("registry-size-computed.v1")
  record RegistrySizeComputed(UUID run, long sizeBytes, long completedMillis)
      implements RegistryEvent {}
}
