package dev.wharfinger.platform.vault;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;

/**
 * Seals the credentials of upstream registries with a vault key, so that neither tables nor backups
 * contain them in plain text.
 */
@Singleton
public class UpstreamSeal {

  private final DerivedKeys keys;

  @Inject
  UpstreamSeal(MasterKeys masters) {
    this.keys = masters.keys(KeyPurpose.UPSTREAM_CREDENTIALS);
  }

  /** Seals a credential, bound to one configuration. */
  public String seal(UUID configuration, String credential) {
    return Base64.getEncoder()
        .encodeToString(Sealing.seal(keys.current(), configuration.toString(), credential));
  }

  /**
   * Opens a sealed credential.
   *
   * @throws GeneralSecurityException when it was sealed for another configuration or altered
   */
  public String open(UUID configuration, String sealed) throws GeneralSecurityException {
    return Sealing.open(keys, configuration.toString(), Base64.getDecoder().decode(sealed));
  }
}
