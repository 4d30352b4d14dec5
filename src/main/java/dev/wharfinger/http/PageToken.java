package dev.wharfinger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * The {@code next_page} of a list: where the next page begins, encrypted and authenticated, good
 * for one list and two days. Source: contract common 7.
 */
public final class PageToken {

  private static final int KEY_BYTES = 32;
  private static final int MAX_LENGTH = 4096;
  private static final Duration LIFETIME = Duration.ofDays(2);
  private static final String LIST = "list";
  private static final String EXPIRES = "expires";
  private static final String STATE = "state";

  private final Key key;

  /**
   * Prepares the cipher.
   *
   * @param key 32 secret bytes, the same in every instance of the service
   */
  public PageToken(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a page token key has 32 bytes, not " + key.length);
    }
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * Seals a state.
   *
   * @param list the one list that the token continues
   */
  public String seal(String list, ObjectNode state, Instant now) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put(LIST, list).put(EXPIRES, now.plus(LIFETIME).getEpochSecond()).set(STATE, state);
    JsonWebEncryption encryption = cipher();
    encryption.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.DIRECT);
    encryption.setEncryptionMethodHeaderParameter(
        ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    encryption.setPlaintext(content.toString());
    try {
      return encryption.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("the page token was not sealed", e);
    }
  }

  /** The state of a token; empty for one that is malformed, forged, expired or of another list. */
  public Optional<ObjectNode> open(String list, String token, Instant now) {
    return decrypted(token)
        .filter(content -> content.path(LIST).asText().equals(list))
        .filter(content -> content.path(EXPIRES).asLong() > now.getEpochSecond())
        .map(content -> content.get(STATE))
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast);
  }

  private Optional<JsonNode> decrypted(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    JsonWebEncryption encryption = cipher();
    try {
      encryption.setCompactSerialization(token);
      return Json.parse(encryption.getPlaintextString().getBytes(StandardCharsets.UTF_8));
    } catch (JoseException e) {
      return Optional.empty();
    }
  }

  private JsonWebEncryption cipher() {
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
