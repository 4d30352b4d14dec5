package dev.wharfinger.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A record as it lies on the topic, before its events are understood. The bytes are a JSON object
 * whose first member is {@code hash}: SHA-256 in lower-case hex over the same bytes without that
 * member. So the hash covers exactly what was written, and no reader needs a canonical JSON.
 *
 * @param hash of the record, as computed from the bytes
 * @param body the JSON object
 */
public record JournalFrame(long seq, String prevHash, String hash, ObjectNode body) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] OPENING = "{\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int HASH_CHARS = 64;
  private static final int REST = OPENING.length + HASH_CHARS + 2;

  /** The bytes of a record: {@code body} must have {@code seq} and {@code prevHash}. */
  static Written write(ObjectNode body) {
    byte[] hashed;
    try {
      hashed = JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree is always writable", e);
    }
    String hash = HexFormat.of().formatHex(sha256().digest(hashed));
    byte[] bytes = new byte[REST + hashed.length - 1];
    System.arraycopy(OPENING, 0, bytes, 0, OPENING.length);
    System.arraycopy(
        hash.getBytes(StandardCharsets.US_ASCII), 0, bytes, OPENING.length, HASH_CHARS);
    bytes[REST - 2] = '"';
    bytes[REST - 1] = ',';
    System.arraycopy(hashed, 1, bytes, REST, hashed.length - 1);
    return new Written(hash, bytes);
  }

  /**
   * The frame of what lies on the topic; empty for bytes that no writer of ours made.
   *
   * @throws CorruptRecord when the bytes are a record's but not those that its hash was taken of
   */
  public static Optional<JournalFrame> read(byte[] bytes) {
    if (bytes.length <= REST
        || !Arrays.equals(bytes, 0, OPENING.length, OPENING, 0, OPENING.length)) {
      return Optional.empty();
    }
    String claimed = new String(bytes, OPENING.length, HASH_CHARS, StandardCharsets.US_ASCII);
    MessageDigest digest = sha256();
    digest.update((byte) '{');
    digest.update(bytes, REST, bytes.length - REST);
    String hash = HexFormat.of().formatHex(digest.digest());
    if (!hash.equals(claimed) || bytes[REST - 2] != '"' || bytes[REST - 1] != ',') {
      throw new CorruptRecord(claimed);
    }
    try {
      JsonNode body = JSON.readTree(bytes);
      return body instanceof ObjectNode object
              && object.path("seq").isIntegralNumber()
              && object.path("prevHash").isTextual()
          ? Optional.of(
              new JournalFrame(
                  object.get("seq").longValue(), object.get("prevHash").textValue(), hash, object))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A record was altered after it was written; no reader may go on past it. */
  public static final class CorruptRecord extends RuntimeException {
    CorruptRecord(String hash) {
      super("the record that claims the hash " + hash + " was altered on the topic");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }

  /** A record ready to append. */
  @SuppressWarnings("ArrayRecordComponent")
  record Written(String hash, byte[] bytes) {}
}
