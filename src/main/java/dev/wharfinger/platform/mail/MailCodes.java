package dev.wharfinger.platform.mail;

import dev.wharfinger.platform.vault.DerivedRandom;
import dev.wharfinger.platform.vault.MasterKey;
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
 * UUID and a digest are stored; presenting the code proves receipt of the mail.
 */
@Singleton
public class MailCodes {

  private static final int LENGTH = 40;

  private final MasterKey master;

  @Inject
  MailCodes(MasterKey master) {
    this.master = master;
  }

  /** The code of a mail. */
  public String code(UUID drawn) {
    return new DerivedRandom(master, drawn, Instant.EPOCH).text("mail-code", LENGTH);
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
