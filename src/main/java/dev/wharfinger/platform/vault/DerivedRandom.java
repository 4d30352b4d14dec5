package dev.wharfinger.platform.vault;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * The random values of one command, drawn before the writer's lock. They are derived from the
 * master key, the command id and the time of the command, so the same UUIDs can be derived again
 * from the time of its record, although they are not stored under their names.
 */
public final class DerivedRandom {

  private static final String UPPER_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final MasterKey master;
  private final UUID command;
  private final byte[] salt;

  /**
   * @param time of the command, milliseconds: an {@code Idempotency-Key} that is used again after
   *     its outcome has expired gives the same command id, and must not give the same values
   */
  public DerivedRandom(MasterKey master, UUID command, Instant time) {
    this.master = master;
    this.command = command;
    this.salt =
        ByteBuffer.allocate(24)
            .putLong(command.getMostSignificantBits())
            .putLong(command.getLeastSignificantBits())
            .putLong(time.toEpochMilli())
            .array();
  }

  /** The values that the same command drew at another time. */
  public DerivedRandom at(Instant time) {
    return new DerivedRandom(master, command, time);
  }

  /** A UUID (formatted as version 4), one per name. */
  public UUID uuid(String name) {
    ByteBuffer bytes = ByteBuffer.wrap(master.derive("draw/" + name, salt, 16));
    long high = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** {@code length} characters {@code A-Z0-9}, uniformly distributed; one text per name. */
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
