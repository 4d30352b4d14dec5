package dev.wharfinger.platform.vault;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret that comes from configuration. Every other key is wrapped by it (RFC 3394) or
 * derived from it for one purpose (HKDF-SHA256, RFC 5869), so that no two uses share a key.
 */
public final class MasterKey {

  /** Length of the master key and of every derived key, in bytes. */
  public static final int BYTES = 32;

  /** Length of the id of a master key, in bytes. */
  public static final int ID_BYTES = 8;

  private static final String NOT_THE_KEY =
      "WHARFINGER_MASTER_KEY is not the key that the stored keys were wrapped with";

  private final SecretKey root;
  private final SecretKey wrapping;
  private final String id;

  public MasterKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("the master key must have " + BYTES + " bytes");
    }
    this.root = new SecretKeySpec(secret, "HKDF");
    this.wrapping = new SecretKeySpec(derive("wrapping", new byte[0], BYTES), "AES");
    this.id = HexFormat.of().formatHex(derive("id", new byte[0], ID_BYTES));
  }

  /** Identifies this key, in lower-case hex, without revealing anything of it. */
  public String id() {
    return id;
  }

  /** A key for one purpose. */
  public byte[] derive(String purpose) {
    return derive(purpose, new byte[0], BYTES);
  }

  /** The same for a purpose that more than one master key may be needed for. */
  public SecretKey derive(KeyPurpose purpose) {
    return new SecretKeySpec(derive(purpose.label()), purpose.algorithm());
  }

  /** {@code length} bytes that only a holder of the master key can derive for this salt. */
  byte[] derive(String purpose, byte[] salt, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addSalt(salt)
                  .addIKM(root)
                  .thenExpand(
                      ("wharfinger/" + purpose).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                      length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 is part of every Java 25 runtime", e);
    }
  }

  /** A key in its wrapped form, which may be stored. */
  public byte[] wrap(SecretKey key) {
    try {
      Cipher cipher = Cipher.getInstance("AESWrap");
      cipher.init(Cipher.WRAP_MODE, wrapping);
      return cipher.wrap(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key could not be wrapped", e);
    }
  }

  /**
   * The key from its wrapped form.
   *
   * @throws WrongMasterKey when it was wrapped by another master key or was altered
   */
  public SecretKey unwrap(byte[] wrapped, String algorithm) {
    try {
      Cipher cipher = Cipher.getInstance("AESWrap");
      cipher.init(Cipher.UNWRAP_MODE, wrapping);
      return (SecretKey) cipher.unwrap(wrapped, algorithm, Cipher.SECRET_KEY);
    } catch (InvalidKeyException e) {
      throw new WrongMasterKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key could not be unwrapped", e);
    }
  }

  /** The configured master key is not the one that the stored keys were wrapped with. */
  public static final class WrongMasterKey extends IllegalStateException {
    public WrongMasterKey() {
      super(NOT_THE_KEY);
    }

    private WrongMasterKey(String reason) {
      super(reason);
    }

    static WrongMasterKey inUse(String id, String configured) {
      return new WrongMasterKey(
          NOT_THE_KEY + " (it is %s, in use is %s)".formatted(configured, id));
    }

    static WrongMasterKey replaced(String id, String by) {
      return new WrongMasterKey(
          "WHARFINGER_MASTER_KEY was replaced: it is %s, and another master key, %s, is in use"
              .formatted(id, by));
    }

    static WrongMasterKey unfinished(String id) {
      return new WrongMasterKey(
          "the master key %s is still needed: set WHARFINGER_MASTER_KEY_PREVIOUS and finish"
                  .formatted(id)
              + " rotate-master-key");
    }
  }

  /** A key that was replaced once must not come into use again. */
  public static final class UsedBefore extends IllegalStateException {
    UsedBefore(String id) {
      super("WHARFINGER_MASTER_KEY (%s) was in use before and was replaced".formatted(id));
    }
  }

  /** Parses the master key from its configured form. */
  public static MasterKey fromBase64(String text) {
    return new MasterKey(Base64.getDecoder().decode(text.strip()));
  }
}
