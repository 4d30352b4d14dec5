package dev.wharfinger.records.transparency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Follows a log from elsewhere: remembers the last checkpoint, and accepts a later one only if what
 * it covers begins with what the last one covers. Two of them, one here and one there, make a log
 * that shows different pasts to different people be found out.
 */
public final class Witness {

  private final Log log;
  private final VerifierKey key;

  private Witness(Log log, VerifierKey key) {
    this.log = log;
    this.key = key;
  }

  /** Where a log is read. */
  @FunctionalInterface
  public interface Log {
    /**
     * What is at a path below its address; empty if the log says that nothing is there.
     *
     * @throws IOException if it does not answer
     */
    Optional<byte[]> get(String path) throws IOException;
  }

  /** The log is not what it was, or says nothing that can be checked. */
  public static final class Fork extends RuntimeException {
    Fork(String message) {
      super(message);
    }
  }

  /**
   * What is remembered of a log.
   *
   * @param key the verifier key to go by
   * @param note the last checkpoint; empty before the first
   */
  public record State(String key, String note) {

    /** How many records the last checkpoint covers. */
    public long size() {
      return note.isEmpty() ? 0 : Long.parseLong(note.lines().skip(1).findFirst().orElseThrow());
    }

    /** Before the first checkpoint. */
    public static State of(String key) {
      return new State(key, "");
    }

    /** The key that a log itself shows, for those who have no other. */
    public static State asShownBy(Log log) throws IOException {
      return of(text(log, "key").lines().findFirst().orElse(""));
    }
  }

  /**
   * Looks at the log once.
   *
   * @return what to remember from now on
   * @throws Fork if the log has no checkpoint signed by the key, or its past was changed; its
   *     message has both checkpoints
   * @throws IOException if the log cannot be read
   */
  public static State look(Log log, State before) throws IOException {
    VerifierKey key =
        VerifierKey.parse(before.key())
            .orElseThrow(() -> new IllegalArgumentException("not a verifier key of a log"));
    String note = text(log, "checkpoint");
    Witness witness = new Witness(log, key);
    Checkpoint now = witness.open(note);
    if (!before.note().isEmpty()) {
      if (now.size() < witness.open(before.note()).size()) {
        witness.proveForwards(note, before.note()); // an older answer, of a cache perhaps
        return before;
      }
      witness.proveForwards(before.note(), note);
    }
    return new State(before.key(), note);
  }

  private static String text(Log log, String path) throws IOException {
    return new String(
        log.get(path).orElseThrow(() -> new IOException("no log, or an empty one: " + path)),
        StandardCharsets.UTF_8);
  }

  private Checkpoint open(String note) {
    return SignedNote.open(note, List.of(key))
        .flatMap(Checkpoint::parse)
        .filter(found -> found.origin().equals(key.name()))
        .orElseThrow(() -> new Fork("not a checkpoint signed by " + key + ":\n" + note));
  }

  private void proveForwards(String olderNote, String newerNote) throws IOException {
    Checkpoint older = open(olderNote);
    Checkpoint newer = open(newerNote);
    Function<Tiles, List<byte[]>> computation =
        tiles -> new MerkleTree(tiles).consistency(older.size(), newer.size());
    Map<Tile, byte[]> loaded = new HashMap<>();
    for (Tile tile : Tiles.needed(computation)) {
      int width = tile.width(newer.size());
      byte[] hashes = log.get("tile/" + tile.path(width)).orElse(new byte[0]);
      if (hashes.length != width * MerkleHash.BYTES) {
        throw new Fork(
            "THE LOG LACKS WHAT IT SIGNED: tile " + tile.path(width) + " of\n\n" + newerNote);
      }
      loaded.put(tile, hashes);
    }
    List<byte[]> path = Tiles.compute(loaded, computation);
    if (!ConsistencyProof.holds(older.size(), root(older), newer.size(), root(newer), path)) {
      throw new Fork(
          "THE PAST WAS CHANGED: these two checkpoints are of different journals\n\n"
              + olderNote
              + "\n"
              + newerNote);
    }
  }

  private static byte[] root(Checkpoint checkpoint) {
    return Base64.getDecoder().decode(checkpoint.root());
  }
}
