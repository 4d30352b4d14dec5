package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.vault.DerivedKeys;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * JSON that clients carry for the service without being able to read or alter it: encrypted and
 * authenticated (RFC 7516, {@code dir} with {@code A256GCM}). By jose4j: SmallRye JWT encrypts only
 * the claims of tokens that expire.
 */
final class SealedJson {

  private static final int KEY_BYTES = 32;

  @Bound(
      of = "page token or session cookie",
      unit = "characters",
      beyond = "it is ignored",
      test = "PageTokenTest.ignoresEverythingElse")
  private static final int MAX_LENGTH = 4096;

  private final DerivedKeys keys;

  /**
   * Prepares the cipher.
   *
   * @param keys of 32 secret bytes, the same in every instance of the service
   */
  SealedJson(DerivedKeys keys) {
    int length = keys.current().getEncoded().length;
    if (length != KEY_BYTES) {
      throw new IllegalArgumentException("a sealing key has 32 bytes, not " + length);
    }
    this.keys = keys;
  }

  /** The sealed text. */
  String seal(ObjectNode content) {
    JsonWebEncryption encryption = cipher(keys.current());
    encryption.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.DIRECT);
    encryption.setEncryptionMethodHeaderParameter(
        ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    encryption.setPlaintext(content.toString());
    try {
      return encryption.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("a value was not sealed", e);
    }
  }

  /** The content; empty if it was not sealed with one of the keys, or was altered. */
  Optional<ObjectNode> open(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return keys.all().stream().flatMap(key -> open(text, key.key()).stream()).findFirst();
  }

  /** Whether a text that can be opened will still be when other keys than the current are gone. */
  boolean isOfCurrentKey(String text) {
    return keys.all().size() == 1 || open(text, keys.current()).isPresent();
  }

  private static Optional<ObjectNode> open(String text, Key key) {
    JsonWebEncryption encryption = cipher(key);
    try {
      encryption.setCompactSerialization(text);
      return Json.parse(encryption.getPlaintextString().getBytes(StandardCharsets.UTF_8))
          .filter(ObjectNode.class::isInstance)
          .map(ObjectNode.class::cast);
    } catch (JoseException e) {
      return Optional.empty();
    }
  }

  private static JsonWebEncryption cipher(Key key) {
    JsonWebEncryption encryption = new JsonWebEncryption();
    encryption.setKey(key);
    encryption.setAlgorithmConstraints(
        new AlgorithmConstraints(ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.DIRECT));
    encryption.setContentEncryptionAlgorithmConstraints(
        new AlgorithmConstraints(
            ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM));
    return encryption;
  }
}
