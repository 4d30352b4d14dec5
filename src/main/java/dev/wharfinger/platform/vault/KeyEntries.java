package dev.wharfinger.platform.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * How keys are written to the log: the id of the key as name; as value a MAC in hex, a blank, and
 * JSON, {@code {"v":1,"master":id,"wrapped":base64}} or {@code {"v":1,"master":id,"erased":true}}.
 * The MAC covers name and JSON, so that nobody else can erase a key, or give one to another
 * subject.
 */
final class KeyEntries {

  /** The name of the entry that has no other purpose than to be written; see {@link #beat}. */
  private static final String BEAT = "beat";

  private static final int VERSION = 1;
  private static final int MAC_CHARS = 64;
  private static final String ALGORITHM = "HmacSHA256";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String master;
  private final SecretKey macs;

  KeyEntries(MasterKey master) {
    this.master = master.id();
    this.macs = new SecretKeySpec(master.derive("subject-key-log"), ALGORITHM);
  }

  /** What an entry says. */
  sealed interface Meaning {
    record Key(KeyState state) implements Meaning {}

    /** Nothing about keys. */
    record Beat() implements Meaning {}

    /**
     * Not written by a holder of the master key.
     *
     * @param replaces the key whose entry will be lost to it
     */
    record Foreign(Optional<UUID> replaces) implements Meaning {}
  }

  /** A newer version of the service has written to the log. */
  static final class NewerEntry extends RuntimeException {
    NewerEntry(long offset) {
      super("the entry at offset " + offset + " of the log of keys is of a newer version");
    }
  }

  KeyLog.Entry write(KeyState state) {
    ObjectNode body = JSON.createObjectNode().put("v", VERSION).put("master", master);
    return authentic(
        state.id().toString(),
        state.isErased() ? body.put("erased", true) : body.put("wrapped", state.wrapped()));
  }

  /**
   * Lets the log move on: Kafka compacts no segment that is still written to, and ends one only
   * when something is written.
   */
  KeyLog.Entry beat() {
    return authentic(BEAT, JSON.createObjectNode().put("v", VERSION).put("master", master));
  }

  private KeyLog.Entry authentic(String name, ObjectNode body) {
    byte[] json = body.toString().getBytes(StandardCharsets.UTF_8);
    byte[] value =
        ByteBuffer.allocate(MAC_CHARS + 1 + json.length)
            .put(mac(name, json))
            .put((byte) ' ')
            .put(json)
            .array();
    return new KeyLog.Entry(0, name, value);
  }

  Meaning read(KeyLog.Entry entry) {
    byte[] value = entry.value();
    if (value.length <= MAC_CHARS) {
      return foreign(entry.name());
    }
    byte[] json = Arrays.copyOfRange(value, MAC_CHARS + 1, value.length);
    if (!MessageDigest.isEqual(mac(entry.name(), json), Arrays.copyOf(value, MAC_CHARS))) {
      return foreign(entry.name());
    }
    try {
      JsonNode body = JSON.readTree(json);
      if (body.path("v").intValue() != VERSION) {
        throw new NewerEntry(entry.offset());
      }
      return entry.name().equals(BEAT)
          ? new Meaning.Beat()
          : new Meaning.Key(
              new KeyState(
                  UUID.fromString(entry.name()),
                  body.path("erased").booleanValue() ? "" : body.get("wrapped").textValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Meaning foreign(String name) {
    try {
      return new Meaning.Foreign(Optional.of(UUID.fromString(name)));
    } catch (IllegalArgumentException _) {
      return new Meaning.Foreign(Optional.empty());
    }
  }

  private byte[] mac(String name, byte[] json) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(macs);
      mac.update(name.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(json)).getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every Java runtime", e);
    }
  }
}
