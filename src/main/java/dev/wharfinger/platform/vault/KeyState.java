package dev.wharfinger.platform.vault;

import java.util.UUID;

/**
 * The key of a subject as it is stored.
 *
 * @param wrapped the key, wrapped by a master key, in base64; empty once it is erased
 * @param master id of that master key, or of the one that the mark of its erasure was written with
 */
record KeyState(UUID id, String wrapped, String master) {

  static KeyState erased(UUID id, MasterKey master) {
    return new KeyState(id, "", master.id());
  }

  boolean isErased() {
    return wrapped.isEmpty();
  }
}
