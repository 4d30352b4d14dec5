package dev.wharfinger.robot;

import dev.wharfinger.vault.Draw;
import dev.wharfinger.vault.MasterKey;
import dev.wharfinger.vault.Sealing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens of robots: whoever administers a robot may read its token again, so it is kept sealed
 * and not hashed. Source: contract neighbours 5.
 */
@Singleton
class RobotTokens {

  private static final int LENGTH = 64;
  private static final String CONTEXT = "robot-tokens";

  private final SecretKey key;

  @Inject
  RobotTokens(MasterKey master) {
    this.key = new SecretKeySpec(master.derive(CONTEXT), "AES");
  }

  /** A new token, sealed. */
  String draw(Draw draw) {
    byte[] box = Sealing.seal(key, CONTEXT, draw.text("robot-token", LENGTH));
    return Base64.getEncoder().encodeToString(box);
  }

  /** The token in a box. */
  String open(String box) {
    try {
      return Sealing.open(key, CONTEXT, Base64.getDecoder().decode(box));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a robot's token does not open", e);
    }
  }
}
