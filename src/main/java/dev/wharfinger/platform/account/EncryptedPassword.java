package dev.wharfinger.platform.account;

import dev.wharfinger.platform.http.Json;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code encrypted_password} that Quay issues for use in place of a password: base64 of a
 * 16-byte IV and AES-256-CBC over {@code {"password": ...}}. Source: contract superuser 2.1.
 */
public final class EncryptedPassword {

  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 16;
  private static final Pattern INTEGER = Pattern.compile("[0-9]+");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private EncryptedPassword() {}

  /** The encrypted form under a SECRET_KEY of at least one character. */
  public static String of(String password, String secretKey) {
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    String json =
        "{\"password\": \"" + password.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key(secretKey), "AES"), new IvParameterSpec(iv));
      byte[] box = cipher.doFinal(json.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder()
          .encodeToString(ByteBuffer.allocate(iv.length + box.length).put(iv).put(box).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CBC is part of every Java runtime", e);
    }
  }

  /**
   * The password inside an encrypted form; empty for any other text, and for another key. The
   * result does not tell why: the caller then tries the text itself as a password.
   */
  public static Optional<String> open(String text, String secretKey) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length < 2 * IV_BYTES) {
        return Optional.empty();
      }
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key(secretKey), "AES"),
          new IvParameterSpec(bytes, 0, IV_BYTES));
      return Json.parse(cipher.doFinal(bytes, IV_BYTES, bytes.length - IV_BYTES))
          .map(json -> json.path("password").textValue());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The bytes of an integer or a UUID, otherwise the characters themselves, repeated to 32 bytes.
   */
  private static byte[] key(String secretKey) {
    byte[] seed = seed(secretKey);
    byte[] key = new byte[KEY_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = seed[i % seed.length];
    }
    return key;
  }

  private static byte[] seed(String secretKey) {
    if (INTEGER.matcher(secretKey).matches()) {
      byte[] bytes = new BigInteger(secretKey).toByteArray();
      return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
    if (UUID_FORM.matcher(secretKey).matches()) {
      UUID uuid = UUID.fromString(secretKey);
      return ByteBuffer.allocate(16)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    }
    return secretKey.getBytes(StandardCharsets.ISO_8859_1);
  }
}
