package dev.wharfinger.platform.vault;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that must be shown again, in the form in which a row may keep them: sealed by a key that
 * derives from the master key, and bound to what they belong to.
 */
public final class ReadableSecrets {

  private final SecretKey key;

  public ReadableSecrets(MasterKey master) {
    this.key = new SecretKeySpec(master.derive("readable-secrets"), "AES");
  }

  /**
   * The form to keep.
   *
   * @param owner what the secret belongs to, such as a client id; nobody else's secret opens as his
   */
  public String seal(String owner, String secret) {
    return Base64.getEncoder().encodeToString(Sealing.seal(key, owner, secret));
  }

  /** The secret behind a kept form. */
  public String open(String owner, String sealed) {
    try {
      return Sealing.open(key, owner, Base64.getDecoder().decode(sealed));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("a kept secret does not open", e);
    }
  }
}
