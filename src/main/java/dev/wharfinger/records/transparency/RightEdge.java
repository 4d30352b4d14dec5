package dev.wharfinger.records.transparency;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The unfinished tiles of a tree, one on each level at most, to which leaves are added. Whoever
 * adds many takes the changed tiles from time to time, or they stay in memory.
 */
final class RightEdge {

  private final Map<Tile, ByteArrayOutputStream> tiles = new HashMap<>();
  private final Map<Tile, ByteArrayOutputStream> changed = new HashMap<>();
  private long size;

  private RightEdge(long size) {
    this.size = size;
  }

  /** Of a tree without leaves. */
  static RightEdge empty() {
    return new RightEdge(0);
  }

  /** Of a tree of this size; {@code tiles} has those of {@link #tiles(long)}. */
  static RightEdge of(long size, Map<Tile, byte[]> tiles) {
    RightEdge edge = new RightEdge(size);
    for (Tile tile : tiles(size)) {
      byte[] hashes = tiles.get(tile);
      int bytes = tile.width(size) * MerkleHash.BYTES;
      if (hashes == null || hashes.length < bytes) {
        throw new IllegalStateException("the tree lacks " + tile);
      }
      ByteArrayOutputStream copy = new ByteArrayOutputStream(Tile.WIDTH * MerkleHash.BYTES);
      copy.write(hashes, 0, bytes);
      edge.tiles.put(tile, copy);
    }
    return edge;
  }

  /** The unfinished tiles of a tree of this size. */
  static Set<Tile> tiles(long size) {
    Set<Tile> unfinished = new HashSet<>();
    long hashes = size;
    for (int level = 0; hashes > 0; level++) {
      if (hashes % Tile.WIDTH > 0) {
        unfinished.add(Tile.of(level, hashes));
      }
      hashes >>= Tile.HEIGHT;
    }
    return unfinished;
  }

  /** Adds a leaf. */
  void add(byte[] leaf) {
    put(Tile.of(0, size), leaf);
    size++;
  }

  private void put(Tile tile, byte[] hash) {
    ByteArrayOutputStream hashes =
        tiles.computeIfAbsent(tile, _ -> new ByteArrayOutputStream(Tile.WIDTH * MerkleHash.BYTES));
    hashes.writeBytes(hash);
    changed.put(tile, hashes);
    if (hashes.size() == Tile.WIDTH * MerkleHash.BYTES) {
      tiles.remove(tile);
      put(tile.above(), Tile.root(hashes.toByteArray(), 0, Tile.WIDTH));
    }
  }

  /** How many leaves there are. */
  long size() {
    return size;
  }

  /** The tiles that were changed since this was asked before. */
  Map<Tile, byte[]> takeChanged() {
    Map<Tile, byte[]> taken = bytes(changed);
    changed.clear();
    return taken;
  }

  /** The root of the tree as it is now. */
  byte[] root() {
    return Tiles.compute(bytes(tiles), all -> new MerkleTree(all).root(size));
  }

  private static Map<Tile, byte[]> bytes(Map<Tile, ByteArrayOutputStream> tiles) {
    return tiles.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().toByteArray()));
  }
}
