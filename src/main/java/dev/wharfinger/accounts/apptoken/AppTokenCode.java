package dev.wharfinger.accounts.apptoken;

import dev.wharfinger.platform.vault.DerivedRandom;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The text of an application-specific token: its id, by which it is found, and a secret part.
 * Source: contract sessions 2.4.
 */
final class AppTokenCode {

  private static final int LENGTH = 120;
  private static final int RADIX = 36;
  private static final int ID_LENGTH = 25;
  private static final int UUID_BYTES = 16;

  private AppTokenCode() {}

  /** A new code for the token with this id. */
  static String draw(UUID token, DerivedRandom draw) {
    String id =
        new BigInteger(token.toString().replace("-", ""), 16)
            .toString(RADIX)
            .toUpperCase(Locale.ROOT);
    return "0".repeat(ID_LENGTH - id.length()) + id + draw.text("code", LENGTH - ID_LENGTH);
  }

  /** The token id contained in a code; empty for text that is not a code. */
  static Optional<UUID> token(String code) {
    if (code.length() != LENGTH || !code.chars().allMatch(AppTokenCode::isDigit)) {
      return Optional.empty();
    }
    BigInteger id = new BigInteger(code.substring(0, ID_LENGTH), RADIX);
    return id.bitLength() > UUID_BYTES * Byte.SIZE
        ? Optional.empty()
        : Optional.of(new UUID(id.shiftRight(Long.SIZE).longValue(), id.longValue()));
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }
}
