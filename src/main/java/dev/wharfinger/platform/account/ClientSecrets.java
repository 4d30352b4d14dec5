package dev.wharfinger.platform.account;

import dev.wharfinger.platform.vault.DerivedRandom;
import dev.wharfinger.platform.vault.ReadableSecrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The secrets of OAuth applications: administrators may read them again, so they are stored sealed
 * and not hashed. Source: contract organization 2.9.
 */
@Singleton
public class ClientSecrets {

  private static final int LENGTH = 40;

  private final ReadableSecrets secrets;

  @Inject
  ClientSecrets(ReadableSecrets secrets) {
    this.secrets = secrets;
  }

  /** A new secret, sealed. */
  public String draw(DerivedRandom draw, String clientId) {
    return secrets.seal(clientId, draw.text("client_secret", LENGTH));
  }

  /** One of several new secrets of a request, sealed. */
  public String drawEach(DerivedRandom draw, String clientId) {
    return secrets.seal(clientId, draw.text("client_secret " + clientId, LENGTH));
  }
}
