package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.Sealing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the credentials of upstream registries with a vault key, so that neither tables nor backups
 * contain them in plain text.
 */
@Singleton
class UpstreamSeal {

  private final SecretKey key;

  @Inject
  UpstreamSeal(MasterKey master) {
    this.key = new SecretKeySpec(master.derive("proxy-cache"), "AES");
  }

  /** Seals a credential, bound to one configuration. */
  String seal(UUID configuration, String credential) {
    return Base64.getEncoder()
        .encodeToString(Sealing.seal(key, configuration.toString(), credential));
  }

  /**
   * Opens a sealed credential.
   *
   * @throws GeneralSecurityException when it was sealed for another configuration or altered
   */
  String open(UUID configuration, String sealed) throws GeneralSecurityException {
    return Sealing.open(key, configuration.toString(), Base64.getDecoder().decode(sealed));
  }
}
