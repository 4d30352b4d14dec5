package dev.wharfinger.platform.mail;

import dev.wharfinger.platform.vault.DerivedKeys;
import dev.wharfinger.platform.vault.DerivedRandom;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.MasterKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The secret codes in mails. A code is derived from the master key and a UUID, so that only the
 * UUID and a digest are stored; presenting the code proves receipt of the mail. The UUID also says
 * which master key that was, because the code is derived again when it is sent or shown, which may
 * be after the master key was replaced.
 */
@Singleton
public class MailCodes {

  private static final int LENGTH = 40;
  private static final int TAG_BITS = 16;
  private static final long TAG_MASK = (1L << TAG_BITS) - 1;

  private final MasterKeys masters;
  private final DerivedKeys keys;

  @Inject
  MailCodes(MasterKeys masters) {
    this.masters = masters;
    this.keys = masters.keys(KeyPurpose.MAIL_CODES);
  }

  /** Draws the UUID of a code, one per name. */
  public UUID draw(DerivedRandom random, String name) {
    UUID drawn = random.uuid(name);
    return new UUID(
        drawn.getMostSignificantBits(),
        (drawn.getLeastSignificantBits() & ~TAG_MASK) | tag(masters.inUse().id()));
  }

  private static long tag(String master) {
    return HexFormat.fromHexDigits(master, 0, TAG_BITS / 4);
  }

  /** The code of a mail. */
  public String code(UUID drawn) {
    long tag = drawn.getLeastSignificantBits() & TAG_MASK;
    byte[] key =
        keys.all().stream()
            .filter(it -> tag(it.master()) == tag)
            .findFirst()
            .orElseGet(() -> keys.all().getLast())
            .key()
            .getEncoded();
    return new DerivedRandom(new MasterKey(key), drawn, Instant.EPOCH).text("mail-code", LENGTH);
  }

  /** The digest to store. */
  public String digest(UUID drawn) {
    return digestOf(code(drawn));
  }

  /** The digest of a presented code. */
  public static String digestOf(String code) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
