package dev.wharfinger.records.transparency;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Holds two checkpoints of a log against each other. Source: RFC 9162, section 2.1.4.2. */
final class ConsistencyProof {

  private ConsistencyProof() {}

  /** Whether a proof shows that the first tree is the beginning of the second. */
  static boolean holds(
      long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> path) {
    if (first == second) {
      return path.isEmpty() && Arrays.equals(firstRoot, secondRoot);
    }
    if (first == 0) {
      return path.isEmpty();
    }
    if (first > second || path.isEmpty()) {
      return false;
    }
    Iterator<byte[]> rest = path.iterator();
    byte[] known = Long.bitCount(first) == 1 ? firstRoot : rest.next();
    byte[] older = known;
    byte[] newer = known;
    int ones = Long.numberOfTrailingZeros(first);
    long fn = (first - 1) >> ones;
    long sn = (second - 1) >> ones;
    while (rest.hasNext()) {
      byte[] hash = rest.next();
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        older = MerkleHash.node(hash, older);
        newer = MerkleHash.node(hash, newer);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        newer = MerkleHash.node(newer, hash);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(older, firstRoot) && Arrays.equals(newer, secondRoot);
  }
}
