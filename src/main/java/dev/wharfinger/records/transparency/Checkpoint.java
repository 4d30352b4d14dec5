package dev.wharfinger.records.transparency;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What a log says of itself at one moment. Source: C2SP tlog-checkpoint.
 *
 * @param origin which log it is
 * @param size how many leaves its tree has
 * @param root of the tree, in base64
 */
record Checkpoint(String origin, long size, String root) {

  /** Of a tree whose root is given as bytes. */
  static Checkpoint of(String origin, long size, byte[] root) {
    return new Checkpoint(origin, size, Base64.getEncoder().encodeToString(root));
  }

  /** The text that is signed. */
  String text() {
    return origin + "\n" + size + "\n" + root + "\n";
  }

  /** Reads such a text; lines after the third are extensions, and ignored. */
  static Optional<Checkpoint> parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9]\\d{0,17}")) {
      return Optional.empty();
    }
    try {
      byte[] root = Base64.getDecoder().decode(lines[2]);
      Checkpoint read = of(lines[0], Long.parseLong(lines[1]), root);
      return root.length == MerkleHash.BYTES && read.root.equals(lines[2])
          ? Optional.of(read)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether it is of the tree with this root. */
  boolean isOf(byte[] other) {
    return Arrays.equals(Base64.getDecoder().decode(root), other);
  }
}
