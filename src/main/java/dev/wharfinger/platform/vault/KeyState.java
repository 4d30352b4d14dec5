package dev.wharfinger.platform.vault;

import java.util.UUID;

/**
 * The key of a subject as it is stored.
 *
 * @param wrapped the key, wrapped by the master key, in base64; empty once it is erased
 */
record KeyState(UUID id, String wrapped) {

  static KeyState erased(UUID id) {
    return new KeyState(id, "");
  }

  boolean isErased() {
    return wrapped.isEmpty();
  }
}
