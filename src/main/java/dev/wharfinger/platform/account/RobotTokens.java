package dev.wharfinger.platform.account;

import dev.wharfinger.platform.vault.DerivedRandom;
import dev.wharfinger.platform.vault.ReadableSecrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The tokens of robots: administrators of a robot may read its token again, so it is stored sealed
 * and not hashed. Source: contract neighbours 5.
 */
@Singleton
public class RobotTokens {

  private static final int LENGTH = 64;
  private static final String OWNER = "robot-tokens";

  private final ReadableSecrets secrets;

  @Inject
  RobotTokens(ReadableSecrets secrets) {
    this.secrets = secrets;
  }

  /** A new token, sealed. */
  public String draw(DerivedRandom draw) {
    return secrets.seal(OWNER, draw.text("robot-token", LENGTH));
  }

  /** One of several new tokens of a request, sealed. */
  public String draw(DerivedRandom draw, long robot) {
    return secrets.seal(OWNER, draw.text("robot-token " + robot, LENGTH));
  }

  /** Opens a sealed token. */
  public String open(String box) {
    return secrets.open(OWNER, box);
  }
}
