package dev.wharfinger.records.transparency;

import java.util.ArrayList;
import java.util.List;

/** Roots and proofs of a Merkle tree of a certain size. Source: RFC 9162, section 2.1. */
final class MerkleTree {

  private final Tiles tiles;

  MerkleTree(Tiles tiles) {
    this.tiles = tiles;
  }

  /** The root of the tree with the first leaves. */
  byte[] root(long size) {
    return size == 0 ? MerkleHash.empty() : root(0, size);
  }

  /** What proves that a leaf is in the tree of a size, from the leaf upwards. */
  List<byte[]> inclusion(long index, long size) {
    List<byte[]> path = new ArrayList<>();
    inclusion(index, 0, size, path);
    return path;
  }

  private void inclusion(long index, long from, long to, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      inclusion(index, from, middle, path);
      path.add(root(middle, to));
    } else {
      inclusion(index, middle, to, path);
      path.add(root(from, middle));
    }
  }

  /** What proves that the tree of the smaller size is the beginning of that of the larger one. */
  List<byte[]> consistency(long smaller, long larger) {
    List<byte[]> path = new ArrayList<>();
    if (smaller > 0 && smaller < larger) {
      consistency(smaller, 0, larger, true, path);
    }
    return path;
  }

  private void consistency(long smaller, long from, long to, boolean known, List<byte[]> path) {
    if (smaller == to) {
      if (!known) {
        path.add(root(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (smaller <= middle) {
      consistency(smaller, from, middle, known, path);
      path.add(root(middle, to));
    } else {
      consistency(smaller, middle, to, false, path);
      path.add(root(from, middle));
    }
  }

  /** The root over a range that is a node of the tree, or that ends at its right edge. */
  private byte[] root(long from, long to) {
    long length = to - from;
    if (Long.bitCount(length) == 1) {
      int height = Long.numberOfTrailingZeros(length);
      return tiles.node(height, from >> height);
    }
    long middle = from + split(length);
    return MerkleHash.node(root(from, middle), root(middle, to));
  }

  /** The largest power of two that is smaller than a number greater than one. */
  private static long split(long length) {
    return Long.highestOneBit(length - 1);
  }
}
