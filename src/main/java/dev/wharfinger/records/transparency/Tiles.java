package dev.wharfinger.records.transparency;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The nodes of a Merkle tree, found in tiles that were loaded before. What is computed from nodes
 * is computed twice: first without any tile, to learn which ones it takes.
 */
final class Tiles {

  private static final byte[] UNKNOWN = new byte[MerkleHash.BYTES];

  private final Map<Tile, byte[]> loaded;
  private final Set<Tile> missing = new HashSet<>();

  private Tiles(Map<Tile, byte[]> loaded) {
    this.loaded = loaded;
  }

  /** The tiles that a computation needs. */
  static Set<Tile> needed(Function<Tiles, ?> computation) {
    Tiles none = new Tiles(Map.of());
    var _ = computation.apply(none);
    return none.missing;
  }

  /**
   * Carries a computation out.
   *
   * @throws IllegalStateException if one of the tiles that it needs was not loaded, or lacks hashes
   */
  static <T> T compute(Map<Tile, byte[]> loaded, Function<Tiles, T> computation) {
    Tiles all = new Tiles(loaded);
    T result = computation.apply(all);
    if (!all.missing.isEmpty()) {
      throw new IllegalStateException("the tree lacks tiles: " + all.missing);
    }
    return result;
  }

  /** The root over the {@code 2^height} leaves that begin at {@code index * 2^height}. */
  byte[] node(int height, long index) {
    int above = height % Tile.HEIGHT;
    long first = index << above;
    Tile tile = Tile.of(height / Tile.HEIGHT, first);
    int place = (int) (first % Tile.WIDTH);
    byte[] hashes = loaded.get(tile);
    if (hashes == null || hashes.length < (place + (1 << above)) * MerkleHash.BYTES) {
      missing.add(tile);
      return UNKNOWN;
    }
    return Tile.root(hashes, place, 1 << above);
  }
}
