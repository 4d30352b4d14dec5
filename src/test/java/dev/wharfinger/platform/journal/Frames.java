package dev.wharfinger.platform.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.vault.MasterKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A journal in memory, as its readers see it. */
public final class Frames {

  static final RecordMac MACS = new RecordMac(new MasterKey(new byte[MasterKey.BYTES]));

  public static final RecordCodec CODEC = new RecordCodec(EveryArea.AREAS.types(), MACS);

  private static final Instant NOON = Instant.parse("2026-08-21T12:00:00Z");

  private final Map<UUID, SecretKey> keys = new HashMap<>();
  private long seq;
  private String hash = Head.GENESIS_HASH;

  /** The next record. */
  public JournalFrame record(Actor actor, Event... events) {
    seq++;
    UUID command = new UUID(7, seq);
    JournalRecord record =
        new JournalRecord(
            seq, hash, command, null, command, null, actor, NOON, 100, Arrays.asList(events));
    JournalFrame frame =
        CODEC.frame(CODEC.write(record, id -> Optional.of(key(id))).bytes()).orElseThrow();
    hash = frame.hash();
    return frame;
  }

  private SecretKey key(UUID id) {
    return keys.computeIfAbsent(
        id,
        it ->
            new SecretKeySpec(
                ByteBuffer.allocate(32).putLong(it.getMostSignificantBits()).array(), "AES"));
  }

  /** The members of a record's body, to be written again. */
  static ObjectNode body(byte[] record) throws IOException {
    ObjectNode body = (ObjectNode) new ObjectMapper().readTree(record);
    return body.remove(List.of("hash", "mac", "macKey"));
  }

  /** The keys of everybody whom the journal knows. */
  public Map<UUID, SecretKey> keys() {
    return Map.copyOf(keys);
  }
}
