package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.vault.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells records that an instance with the master key wrote from whatever else lies on the topic:
 * HMAC-SHA-256 by a key that derives from the master key and goes by the master key's id.
 */
public final class RecordMac {

  /** Characters of a key's id. */
  static final int ID_CHARS = 2 * MasterKey.ID_BYTES;

  /** Characters of a code. */
  static final int CHARS = 64;

  private static final String ALGORITHM = "HmacSHA256";

  private final String current;
  private final Map<String, SecretKeySpec> keys;

  public RecordMac(MasterKey master) {
    this.current = master.id();
    this.keys = Map.of(current, new SecretKeySpec(master.derive("journal-mac"), ALGORITHM));
  }

  /** The id of the key that new records are authenticated with. */
  String current() {
    return current;
  }

  /** Whether a key of this id is at hand. */
  boolean knows(String id) {
    return keys.containsKey(id);
  }

  /** The code of an object's bytes from an offset on, its opening brace before them. */
  String of(String id, byte[] bytes, int from) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(keys.get(id));
      mac.update((byte) '{');
      mac.update(bytes, from, bytes.length - from);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every Java runtime", e);
    }
  }

  /** Whether the code is right, found out in a time that says nothing about it. */
  boolean fits(String code, String id, byte[] bytes, int from) {
    return knows(id)
        && MessageDigest.isEqual(
            code.getBytes(StandardCharsets.US_ASCII),
            of(id, bytes, from).getBytes(StandardCharsets.US_ASCII));
  }
}
