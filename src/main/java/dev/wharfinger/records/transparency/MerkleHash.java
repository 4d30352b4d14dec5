package dev.wharfinger.records.transparency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of a Merkle tree. Source: RFC 9162, section 2.1.1, with SHA-256. */
final class MerkleHash {

  /** Length of a hash in bytes. */
  static final int BYTES = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private MerkleHash() {}

  /** The root of a tree without leaves. */
  static byte[] empty() {
    return sha256().digest();
  }

  /** The hash of the leaf for an entry. */
  static byte[] leaf(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return digest.digest(entry);
  }

  /** The hash of the node above two others. */
  static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
