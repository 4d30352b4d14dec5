package dev.wharfinger.platform.journal;

import java.util.Optional;
import java.util.UUID;

/** Something that happened, as recorded in the journal. Each area has its own sealed interface. */
public interface Event {

  /**
   * The subject key destroyed with this event: nothing about the subject can be read afterwards.
   */
  default Optional<UUID> erasedKey() {
    return Optional.empty();
  }
}
