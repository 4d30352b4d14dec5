package dev.wharfinger.platform.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.json.JsonFactories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * How keys are written to the log: the id of the key as name; as value a MAC in hex, a blank, and
 * JSON, {@code {"v":1,"master":id,"wrapped":base64}} or {@code {"v":1,"master":id,"erased":true}}.
 * The MAC covers name and JSON, so that nobody else can erase a key, or give one to another
 * subject.
 *
 * <p>Two more kinds of entry tell of rotations of the master key: {@code {"v":1,"master":id,
 * "version":n,"former":[...]}} what is kept of earlier keys, and, written with an earlier key for
 * those who have no other, {@code {"v":1,"master":id,"successor":id}}.
 */
final class KeyEntries {

  /** The name of the entry that has no other purpose than to be written; see {@link #beat}. */
  private static final String BEAT = "beat";

  /** The name of the entry with what is kept of earlier master keys. */
  private static final String FORMER = "former-master-keys";

  /**
   * What the names of the entries begin with that were the last to be written with a master key.
   */
  private static final String REPLACED = "replaced-master-key/";

  private static final int VERSION = 1;
  private static final int MAC_CHARS = 64;
  private static final String ALGORITHM = "HmacSHA256";
  private static final ObjectMapper JSON = JsonFactories.mapper();

  private final MasterKeys masters;
  private final DerivedKeys macs;

  KeyEntries(MasterKeys masters) {
    this.masters = masters;
    this.macs = masters.keys(KeyPurpose.SUBJECT_KEY_LOG);
  }

  /** What an entry says. */
  sealed interface Meaning {
    record Key(KeyState state) implements Meaning {}

    /** Nothing about keys. */
    record Beat() implements Meaning {}

    /** What is kept of earlier master keys. */
    record Former(MasterKeys.InUse inUse) implements Meaning {}

    /** A master key was replaced. */
    record Replaced(String master, String successor) implements Meaning {}

    /**
     * Written with a master key that was replaced since; what it said was written again.
     *
     * @param replaces the key whose entry will be lost to it
     */
    record Outdated(Optional<UUID> replaces) implements Meaning {}

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

  /** The entry for a key that is wrapped by the master key in use. */
  KeyLog.Entry write(KeyState state) {
    ObjectNode body = body(state.master());
    return authentic(
        state.id().toString(),
        state.isErased() ? body.put("erased", true) : body.put("wrapped", state.wrapped()));
  }

  /**
   * Lets the log move on: Kafka compacts no segment that is still written to, and ends one only
   * when something is written.
   */
  KeyLog.Entry beat() {
    return authentic(BEAT, body(masters.inUse().id()));
  }

  /** What must be known of earlier master keys; empty without any. */
  List<KeyLog.Entry> former() {
    List<KeyLog.Entry> entries = new ArrayList<>();
    MasterKeys.InUse inUse = masters.stored();
    for (String former : masters.former()) {
      entries.add(authentic(REPLACED + former, body(former).put("successor", inUse.id())));
    }
    if (!entries.isEmpty()) {
      ObjectNode body =
          body(inUse.id()).put("version", inUse.version()).put("former", inUse.former());
      entries.add(authentic(FORMER, body));
    }
    return entries;
  }

  private static ObjectNode body(String master) {
    return JSON.createObjectNode().put("v", VERSION).put("master", master);
  }

  private KeyLog.Entry authentic(String name, ObjectNode body) {
    byte[] json = body.toString().getBytes(StandardCharsets.UTF_8);
    DerivedKeys.Derived key =
        Objects.requireNonNull(macs.of(body.get("master").textValue()), "a key that is held");
    byte[] value =
        ByteBuffer.allocate(MAC_CHARS + 1 + json.length)
            .put(mac(key.key(), name, json))
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
    byte[] mac = Arrays.copyOf(value, MAC_CHARS);
    for (DerivedKeys.Derived key : macs.all()) {
      if (MessageDigest.isEqual(mac(key.key(), entry.name(), json), mac)) {
        return meaning(entry, json, key);
      }
    }
    return foreign(entry.name());
  }

  private static Meaning meaning(KeyLog.Entry entry, byte[] json, DerivedKeys.Derived key) {
    String name = entry.name();
    try {
      JsonNode body = JSON.readTree(json);
      if (body.path("v").intValue() != VERSION) {
        throw new NewerEntry(entry.offset());
      }
      if (name.equals(BEAT)) {
        return new Meaning.Beat();
      }
      if (name.startsWith(REPLACED)) {
        return new Meaning.Replaced(key.master(), body.get("successor").textValue());
      }
      if (!key.held()) {
        return new Meaning.Outdated(id(name));
      }
      if (name.equals(FORMER)) {
        return new Meaning.Former(
            new MasterKeys.InUse(
                key.master(), body.get("version").longValue(), body.get("former").textValue()));
      }
      return new Meaning.Key(
          new KeyState(
              UUID.fromString(name),
              body.path("erased").booleanValue() ? "" : body.get("wrapped").textValue(),
              key.master()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Meaning foreign(String name) {
    return new Meaning.Foreign(id(name));
  }

  private static Optional<UUID> id(String name) {
    try {
      return Optional.of(UUID.fromString(name));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static byte[] mac(SecretKey key, String name, byte[] json) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(name.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(json)).getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every Java runtime", e);
    }
  }
}
