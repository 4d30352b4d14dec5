package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.vault.DerivedKeys;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.MasterKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;

/**
 * Distinguishes records written by an instance with the master key from anything else on the topic:
 * HMAC-SHA-256 with a key that is derived from the master key and identified by the master key's
 * id. Records that were written with an earlier master key stay authentic, but no later ones can be
 * written with it.
 */
public final class RecordMac {

  /** Length of a key's id in characters. */
  static final int ID_CHARS = 2 * MasterKey.ID_BYTES;

  /** Length of a MAC in characters. */
  static final int CHARS = 64;

  private static final String ALGORITHM = "HmacSHA256";

  private final MasterKeys masters;
  private final DerivedKeys keys;

  /** With a master key that is never replaced. */
  public RecordMac(MasterKey master) {
    this(new MasterKeys(master));
  }

  public RecordMac(MasterKeys masters) {
    this.masters = masters;
    this.keys = masters.keys(KeyPurpose.JOURNAL_MAC);
  }

  /** The id of the key that new records are authenticated with. */
  String current() {
    return masters.inUse().id();
  }

  /** Which master keys there are. */
  MasterKeys masters() {
    return masters;
  }

  /** Whether the key with this id is available. */
  boolean knows(String id) {
    return keys.of(id) != null;
  }

  /** Whether a record with this number can have been written with this key. */
  boolean reaches(String id, long seq) {
    DerivedKeys.Derived key = keys.of(id);
    return key != null && seq <= key.through();
  }

  /** The MAC of an object's bytes from an offset on, preceded by its opening brace. */
  String of(String id, byte[] bytes, int from) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(Objects.requireNonNull(keys.of(id), "a key that is known").key());
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
