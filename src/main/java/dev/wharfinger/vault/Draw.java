package dev.wharfinger.vault;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The random values of one command, drawn before the writer's lock. They follow from the master key
 * and the command id, so that a retry with the same id draws the same password, token or UUID and
 * gets the same answer, although none of them is stored in plain.
 */
public final class Draw {

  private static final String UPPER_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final MasterKey master;
  private final byte[] salt;

  public Draw(MasterKey master, UUID command) {
    this.master = master;
    this.salt =
        ByteBuffer.allocate(16)
            .putLong(command.getMostSignificantBits())
            .putLong(command.getLeastSignificantBits())
            .array();
  }

  /** A UUID (version 4 by form), one per name. */
  public UUID uuid(String name) {
    ByteBuffer bytes = ByteBuffer.wrap(master.derive("draw/" + name, salt, 16));
    long high = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** {@code length} characters {@code A-Z0-9}, one text per name; every character as likely. */
  public String text(String name, int length) {
    StringBuilder text = new StringBuilder(length);
    int fair = 256 - 256 % UPPER_DIGITS.length();
    for (int round = 0; text.length() < length; round++) {
      for (byte b : master.derive("draw/" + name + "/" + round, salt, 64)) {
        int value = Byte.toUnsignedInt(b);
        if (value < fair && text.length() < length) {
          text.append(UPPER_DIGITS.charAt(value % UPPER_DIGITS.length()));
        }
      }
    }
    return text.toString();
  }
}
