package dev.wharfinger.platform.vault;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * The random values of one command, drawn before the writer's lock. They follow from the master
 * key, the command id and the time of the command, so that who knows the time of its record can
 * draw the same UUIDs again, although they are stored nowhere by that name.
 */
public final class DerivedRandom {

  private static final String UPPER_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final MasterKey master;
  private final byte[] salt;

  /**
   * @param time of the command, milliseconds: an {@code Idempotency-Key} that is used again after
   *     its outcome has ended makes the same command id, and must not draw the same
   */
  public DerivedRandom(MasterKey master, UUID command, Instant time) {
    this.master = master;
    this.salt =
        ByteBuffer.allocate(24)
            .putLong(command.getMostSignificantBits())
            .putLong(command.getLeastSignificantBits())
            .putLong(time.toEpochMilli())
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
