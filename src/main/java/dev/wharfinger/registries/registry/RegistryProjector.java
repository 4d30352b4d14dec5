package dev.wharfinger.registries.registry;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeComputed;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeQueued;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeRunStarted;

/** Stores the registry's size in its one row; no usage log is written. */
public final class RegistryProjector implements Projector<RegistryEvent> {

  @Override
  public Class<RegistryEvent> events() {
    return RegistryEvent.class;
  }

  @Override
  public void project(RegistryEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case RegistrySizeQueued queued ->
          rows.update(
              "INSERT INTO registry_size (size_bytes, run) VALUES (0, $1)"
                  + " ON CONFLICT (only_one) DO UPDATE SET run = excluded.run",
              queued.run());
      case RegistrySizeRunStarted started ->
          rows.update(
              "UPDATE registry_size SET attempt = $2 WHERE run = $1",
              started.run(),
              started.attempt());
      case RegistrySizeComputed computed ->
          rows.update(
              "UPDATE registry_size SET size_bytes = $2, completed_ms = $3, run = NULL,"
                  + " attempt = NULL WHERE run = $1",
              computed.run(),
              computed.sizeBytes(),
              computed.completedMillis());
    }
  }
}
