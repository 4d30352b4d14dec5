package dev.wharfinger.platform.account;

import dev.wharfinger.platform.config.Secret;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.vault.DerivedKeys;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The keys for encrypted passwords: SECRET_KEY, or keys derived by the service if it is not set.
 */
@Singleton
public class PasswordSecret {

  private final Optional<String> configured;
  private final DerivedKeys derived;

  @Inject
  PasswordSecret(Settings settings, MasterKeys masters) {
    this.configured = settings.secretKey().map(Secret::reveal);
    this.derived = masters.keys(KeyPurpose.ENCRYPTED_PASSWORDS);
  }

  /** The key to encrypt with. */
  public String key() {
    return keys().getFirst();
  }

  /** The keys that passwords in use may have been encrypted with, the current one first. */
  public List<String> keys() {
    return configured
        .map(List::of)
        .orElseGet(() ->
            derived.all().stream()
                .map(it -> HexFormat.of().formatHex(it.key().getEncoded()))
                .toList());
  }
}
