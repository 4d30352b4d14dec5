package dev.wharfinger.platform.vault;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that must be shown again, in a form that may be stored: sealed by a key derived from the
 * master key, and bound to their owner.
 */
public final class ReadableSecrets {

  private final SecretKey key;

  public ReadableSecrets(MasterKey master) {
    this.key = new SecretKeySpec(master.derive("readable-secrets"), "AES");
  }

  /**
   * Seals a secret for storage.
   *
   * @param owner what the secret belongs to, such as a client id; it cannot be opened for another
   *     owner
   */
  public String seal(String owner, String secret) {
    return Base64.getEncoder().encodeToString(Sealing.seal(key, owner, secret));
  }

  /** Opens a stored secret. */
  public String open(String owner, String sealed) {
    try {
      return Sealing.open(key, owner, Base64.getDecoder().decode(sealed));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("a kept secret does not open", e);
    }
  }
}
