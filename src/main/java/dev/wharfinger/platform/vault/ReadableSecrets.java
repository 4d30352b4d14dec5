package dev.wharfinger.platform.vault;

import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Secrets that must be shown again, in a form that may be stored: sealed by a key derived from the
 * master key, and bound to their owner.
 */
public final class ReadableSecrets {

  private final DerivedKeys keys;

  public ReadableSecrets(MasterKeys masters) {
    this.keys = masters.keys(KeyPurpose.READABLE_SECRETS);
  }

  /**
   * Seals a secret for storage.
   *
   * @param owner what the secret belongs to, such as a client id; it cannot be opened for another
   *     owner
   */
  public String seal(String owner, String secret) {
    return Base64.getEncoder().encodeToString(Sealing.seal(keys.current(), owner, secret));
  }

  /** Opens a stored secret. */
  public String open(String owner, String sealed) {
    try {
      return Sealing.open(keys, owner, Base64.getDecoder().decode(sealed));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("a kept secret does not open", e);
    }
  }
}
