package dev.wharfinger.platform.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM over short texts: a 12-byte random nonce, the ciphertext, a 16-byte tag. The context
 * (for the journal: the command id) is authenticated too, so that a sealed value cannot be moved
 * elsewhere.
 */
public final class Sealing {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Sealing() {}

  /** Seals a text. */
  public static byte[] seal(SecretKey key, String context, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] box =
          cipher(Cipher.ENCRYPT_MODE, key, nonce, context)
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(nonce.length + box.length).put(nonce).put(box).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a value could not be sealed", e);
    }
  }

  /**
   * Opens a sealed text.
   *
   * @throws GeneralSecurityException when the key or context differs from the one it was sealed
   *     with
   */
  public static String open(SecretKey key, String context, byte[] sealed)
      throws GeneralSecurityException {
    if (sealed.length < NONCE_BYTES) {
      throw new GeneralSecurityException("a sealed value is too short");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer in = ByteBuffer.wrap(sealed).get(nonce);
    byte[] box = new byte[in.remaining()];
    in.get(box);
    return new String(
        cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(box), StandardCharsets.UTF_8);
  }

  /**
   * Opens a text that was sealed with one of several keys.
   *
   * @throws GeneralSecurityException when none of them fits, or the context differs
   */
  public static String open(DerivedKeys keys, String context, byte[] sealed)
      throws GeneralSecurityException {
    GeneralSecurityException failure = null;
    for (DerivedKeys.Derived key : keys.all()) {
      try {
        return open(key.key(), context, sealed);
      } catch (AEADBadTagException e) {
        failure = e;
      }
    }
    throw Objects.requireNonNull(failure);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
