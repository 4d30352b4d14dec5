package dev.wharfinger.platform.journal;

import java.util.Optional;
import java.util.UUID;

/** Something that happened, as the journal keeps it. Each area seals its own facts. */
public interface Event {

  /** The subject's key that goes with this event: from here on nothing of the subject is told. */
  default Optional<UUID> erasedKey() {
    return Optional.empty();
  }
}
