package dev.wharfinger.platform.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.json.JsonFactories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A record as it lies on the topic, before its events are understood. The bytes are a JSON object
 * that begins with the members {@code hash}, {@code mac} and {@code macKey}. The {@code mac} is
 * computed over the same bytes without the first two members, and {@code hash}, SHA-256 in
 * lower-case hex, over the same bytes without the first. Both therefore cover exactly what was
 * written, and no reader needs canonical JSON.
 *
 * @param hash of the record, as computed from the bytes
 * @param body the JSON object
 */
public record JournalFrame(long seq, String prevHash, String hash, ObjectNode body) {

  private static final ObjectMapper JSON = JsonFactories.mapper();
  private static final String HASH = "{\"hash\":\"";
  private static final String MAC = "\",\"mac\":\"";
  private static final String KEY = "\",\"macKey\":\"";
  private static final String REST = "\",";
  private static final int HASH_CHARS = 64;

  /** Where the value of each member begins, and where the rest begins. */
  private static final int HASH_AT = HASH.length();

  private static final int MAC_AT = HASH_AT + HASH_CHARS + MAC.length();
  private static final int KEY_AT = MAC_AT + RecordMac.CHARS + KEY.length();
  private static final int REST_AT = KEY_AT + RecordMac.ID_CHARS + REST.length();

  /** From where on the bytes are hashed and authenticated: the next member's opening quote. */
  private static final int HASHED_FROM = HASH_AT + HASH_CHARS + 2;

  private static final int AUTHENTICATED_FROM = MAC_AT + RecordMac.CHARS + 2;

  /** The bytes of a record: {@code body} must have {@code seq} and {@code prevHash}. */
  static Written write(ObjectNode body, RecordMac macs) {
    byte[] rest;
    try {
      rest = JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree is always writable", e);
    }
    byte[] bytes = new byte[REST_AT + rest.length - 1];
    put(bytes, 0, HASH);
    put(bytes, MAC_AT - MAC.length(), MAC);
    put(bytes, KEY_AT - KEY.length(), KEY + macs.current() + REST);
    System.arraycopy(rest, 1, bytes, REST_AT, rest.length - 1);
    put(bytes, MAC_AT, macs.of(macs.current(), bytes, AUTHENTICATED_FROM));
    String hash = hash(bytes);
    put(bytes, HASH_AT, hash);
    return new Written(hash, bytes, body);
  }

  /** Parses bytes from the topic; empty for bytes not written by the holder of a known key. */
  public static Optional<JournalFrame> read(byte[] bytes, RecordMac macs) {
    if (!isFramed(bytes)) {
      return Optional.empty();
    }
    String key = text(bytes, KEY_AT, RecordMac.ID_CHARS);
    if (!macs.fits(text(bytes, MAC_AT, RecordMac.CHARS), key, bytes, AUTHENTICATED_FROM)) {
      return Optional.empty();
    }
    String hash = hash(bytes);
    if (!hash.equals(text(bytes, HASH_AT, HASH_CHARS))) {
      return Optional.empty();
    }
    try {
      JsonNode body = JSON.readTree(bytes);
      return body instanceof ObjectNode object
              && object.path("seq").isIntegralNumber()
              && object.path("prevHash").isTextual()
              && macs.reaches(key, object.get("seq").longValue())
          ? Optional.of(
              new JournalFrame(
                  object.get("seq").longValue(), object.get("prevHash").textValue(), hash, object))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The id of the master key that the record was written with. */
  String masterKey() {
    return body.path("macKey").asText();
  }

  /** Whether the bytes are a record written, or claimed to be, with a key that is not available. */
  static boolean isOfAnotherKey(byte[] bytes, RecordMac macs) {
    return isFramed(bytes)
        && !macs.knows(text(bytes, KEY_AT, RecordMac.ID_CHARS))
        && hash(bytes).equals(text(bytes, HASH_AT, HASH_CHARS));
  }

  private static boolean isFramed(byte[] bytes) {
    return bytes.length > REST_AT
        && isAt(bytes, 0, HASH)
        && isAt(bytes, MAC_AT - MAC.length(), MAC)
        && isAt(bytes, KEY_AT - KEY.length(), KEY)
        && isAt(bytes, REST_AT - REST.length(), REST);
  }

  private static boolean isAt(byte[] bytes, int at, String member) {
    return text(bytes, at, member.length()).equals(member);
  }

  private static String text(byte[] bytes, int at, int length) {
    return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] bytes, int at, String text) {
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, text.length());
  }

  private static String hash(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) '{');
      digest.update(bytes, HASHED_FROM, bytes.length - HASHED_FROM);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }

  /**
   * A record ready to append.
   *
   * @param body what its bytes were made of
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Written(String hash, byte[] bytes, ObjectNode body) {

    /** As a reader will have it. */
    JournalFrame frame() {
      return new JournalFrame(
          body.path("seq").longValue(), body.path("prevHash").asText(), hash, body);
    }
  }
}
