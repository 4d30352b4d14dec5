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
 * Distinguishes records written by an instance with the master key from anything else on the topic:
 * HMAC-SHA-256 with a key that is derived from the master key and identified by the master key's
 * id.
 */
public final class RecordMac {

  /** Length of a key's id in characters. */
  static final int ID_CHARS = 2 * MasterKey.ID_BYTES;

  /** Length of a MAC in characters. */
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

  /** Whether the key with this id is available. */
  boolean knows(String id) {
    return keys.containsKey(id);
  }

  /** The MAC of an object's bytes from an offset on, preceded by its opening brace. */
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

  /** Whether the MAC is correct; compared in constant time. */
  boolean fits(String code, String id, byte[] bytes, int from) {
    return knows(id)
        && MessageDigest.isEqual(
            code.getBytes(StandardCharsets.US_ASCII),
            of(id, bytes, from).getBytes(StandardCharsets.US_ASCII));
  }
}
