package dev.wharfinger.platform.account;

import dev.wharfinger.platform.config.Secret;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.vault.MasterKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HexFormat;

/** The key for encrypted passwords: SECRET_KEY, or one derived by the service if it is not set. */
@Singleton
public class PasswordSecret {

  private final String key;

  @Inject
  PasswordSecret(Settings settings, MasterKey master) {
    this.key =
        settings
            .secretKey()
            .map(Secret::reveal)
            .orElseGet(() -> HexFormat.of().formatHex(master.derive("encrypted-password")));
  }

  /** The key. */
  public String key() {
    return key;
  }
}
