package dev.wharfinger.records.transparency;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The position of up to 256 hashes that are stored and served together: those of leaves on level 0,
 * above that the hashes of full tiles of the level below. Source: C2SP tlog-tiles.
 */
record Tile(int level, long number) {

  /** How many hashes a full tile has. */
  static final int WIDTH = 256;

  /** Two to this power is {@link #WIDTH}. */
  static final int HEIGHT = 8;

  /** Eight levels have room for more leaves than a {@code long} can count. */
  private static final int MAX_LEVEL = 7;

  private static final Pattern NUMBER = Pattern.compile("(?:x\\d{3}/){0,5}\\d{3}");

  /** The tile with a hash on this level. */
  static Tile of(int level, long index) {
    return new Tile(level, index >> HEIGHT);
  }

  /** The tile that has this one's hash when this one is full. */
  Tile above() {
    return of(level + 1, number);
  }

  /** The hash at a place of a tile's bytes. */
  static byte[] at(byte[] hashes, int place) {
    return Arrays.copyOfRange(hashes, place * MerkleHash.BYTES, (place + 1) * MerkleHash.BYTES);
  }

  /** The root over a range of a tile's hashes, whose length is a power of two. */
  static byte[] root(byte[] hashes, int from, int length) {
    return length == 1
        ? at(hashes, from)
        : MerkleHash.node(
            root(hashes, from, length / 2), root(hashes, from + length / 2, length / 2));
  }

  /** How many hashes a tile has in a tree of this size. */
  int width(long size) {
    long before = number << HEIGHT;
    return (int) Math.clamp((size >> (HEIGHT * level)) - before, 0, WIDTH);
  }

  /** Its path below {@code tile/}, for the first hashes of it: {@code 0/x001/234.p/17}. */
  String path(int width) {
    return level + "/" + path(number) + (width == WIDTH ? "" : ".p/" + width);
  }

  private static String path(long number) {
    String last = "%03d".formatted(number % 1000);
    return number < 1000 ? last : groups(number / 1000) + last;
  }

  private static String groups(long number) {
    String group = "x%03d/".formatted(number % 1000);
    return number < 1000 ? group : groups(number / 1000) + group;
  }

  /**
   * What is asked for.
   *
   * @param entries whether the entries of its leaves are meant, not the hashes
   * @param width how many of them
   */
  record Wanted(Tile tile, boolean entries, int width) {

    /** Reads a path below {@code tile/}; empty if it is none. */
    static Optional<Wanted> parse(String path) {
      String[] parts = path.split("/", 2);
      boolean entries = parts[0].equals("entries");
      if (parts.length < 2 || !(entries || parts[0].matches("[0-" + MAX_LEVEL + "]"))) {
        return Optional.empty();
      }
      int partial = parts[1].indexOf(".p/");
      String number = partial < 0 ? parts[1] : parts[1].substring(0, partial);
      String width = partial < 0 ? Integer.toString(WIDTH) : parts[1].substring(partial + 3);
      if (!NUMBER.matcher(number).matches() || !width.matches("[1-9]\\d{0,2}")) {
        return Optional.empty();
      }
      Tile tile =
          new Tile(
              entries ? 0 : Integer.parseInt(parts[0]),
              Long.parseLong(number.replace("x", "").replace("/", "")));
      int wide = Integer.parseInt(width);
      return (partial < 0 ? wide == WIDTH : wide < WIDTH) && path(tile.number).equals(number)
          ? Optional.of(new Wanted(tile, entries, wide))
          : Optional.empty();
    }

    /** What is served: hashes one after the other, or entries, each after its length. */
    byte[] bytes(byte[] stored) {
      if (!entries) {
        return Arrays.copyOf(stored, width * MerkleHash.BYTES);
      }
      ByteBuffer bundle = ByteBuffer.allocate(width * (Short.BYTES + MerkleHash.BYTES));
      for (int place = 0; place < width; place++) {
        var _ = bundle.putShort((short) MerkleHash.BYTES).put(at(stored, place));
      }
      return bundle.array();
    }
  }
}
