package dev.wharfinger.records.transparency;

import java.util.Arrays;
import java.util.List;

/** Proofs checked step by step as RFC 9162 says (2.1.3.2), which builds no tree. */
final class InclusionProof {

  private InclusionProof() {}

  static boolean holds(long index, long size, byte[] leaf, List<byte[]> path, byte[] root) {
    if (index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    byte[] r = leaf;
    for (byte[] p : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = MerkleHash.node(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = MerkleHash.node(r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(r, root);
  }
}
