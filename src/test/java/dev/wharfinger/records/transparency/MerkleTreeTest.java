package dev.wharfinger.records.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTreeTest {

  /** The entries and roots that implementations of Certificate Transparency are tested with. */
  private static final List<String> ENTRIES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private final Map<Tile, byte[]> tiles = new HashMap<>();
  private RightEdge edge = RightEdge.empty();

  @Test
  void hasTheRootsThatOthersHave() {
    assertThat(RightEdge.empty().root())
        .asHexString()
        .isEqualToIgnoringCase("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (int size = 1; size <= ENTRIES.size(); size++) {
      edge.add(MerkleHash.leaf(HexFormat.of().parseHex(ENTRIES.get(size - 1))));
      assertThat(HexFormat.of().formatHex(edge.root())).isEqualTo(ROOTS.get(size - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 255, 256, 257, 511, 512, 1000, 65_535, 65_536, 65_537, 66_000})
  void hasTheSameRootFromItsLeavesItsTilesAndItsRightEdge(int size) {
    grow(size);
    byte[] root = naive(0, size);
    assertThat(edge.root()).isEqualTo(root);
    assertThat(root(size)).isEqualTo(root);
    assertThat(root(size / 2)).isEqualTo(naive(0, size / 2));
  }

  @Test
  void goesOnFromWhatWasStored() {
    for (int size = 0; size < 1200; size += 1 + size % 97) {
      while (edge.size() < size) {
        edge.add(leaf(edge.size()));
      }
      tiles.putAll(edge.takeChanged());
      edge = RightEdge.of(size, tiles);
      assertThat(edge.root()).isEqualTo(naive(0, size));
    }
    assertThatThrownBy(() -> RightEdge.of(1199, Map.of())).hasMessageContaining("lacks");
  }

  @Test
  void provesWhatIsInIt() {
    grow(1100);
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      long size = round < 70 ? round + 1 : 1 + random.nextInt(1100);
      long index = random.nextLong(size);
      List<byte[]> path = compute(tree -> tree.inclusion(index, size));
      byte[] root = root(size);
      assertThat(InclusionProof.holds(index, size, leaf(index), path, root)).isTrue();
      assertThat(InclusionProof.holds(index, size, leaf(index + 1), path, root)).isFalse();
    }
  }

  @Test
  void provesThatASmallerOneIsItsBeginning() {
    grow(1100);
    Random random = new Random(8);
    for (int round = 0; round < 2000; round++) {
      long larger = 1 + random.nextInt(1100);
      long smaller = 1 + random.nextLong(larger);
      List<byte[]> path = compute(tree -> tree.consistency(smaller, larger));
      byte[] before = root(smaller);
      assertThat(ConsistencyProof.holds(smaller, before, larger, root(larger), path)).isTrue();
      byte[] forged = before.clone();
      forged[3] ^= 1;
      assertThat(ConsistencyProof.holds(smaller, forged, larger, root(larger), path)).isFalse();
    }
  }

  @Test
  void failsWhereATileIsMissing() {
    grow(600);
    tiles.remove(new Tile(0, 2));
    assertThatThrownBy(() -> root(600)).hasMessageContaining("lacks tiles");
    assertThat(root(512)).isEqualTo(naive(0, 512));
  }

  private void grow(int size) {
    while (edge.size() < size) {
      edge.add(leaf(edge.size()));
    }
    tiles.putAll(edge.takeChanged());
  }

  private byte[] root(long size) {
    return compute(tree -> tree.root(size));
  }

  private <T> T compute(java.util.function.Function<MerkleTree, T> computation) {
    return Tiles.compute(tiles, all -> computation.apply(new MerkleTree(all)));
  }

  private static byte[] leaf(long index) {
    return MerkleHash.leaf(Long.toString(index).getBytes(StandardCharsets.UTF_8));
  }

  /** The definition of RFC 9162, word for word. */
  private static byte[] naive(long from, long to) {
    byte[][] hashes =
        IntStream.range((int) from, (int) to).mapToObj(MerkleTreeTest::leaf).toArray(byte[][]::new);
    return hashes.length == 0 ? MerkleHash.empty() : naive(hashes);
  }

  private static byte[] naive(byte[][] hashes) {
    if (hashes.length == 1) {
      return hashes[0];
    }
    int k = 1;
    while (2 * k < hashes.length) {
      k *= 2;
    }
    return MerkleHash.node(
        naive(Arrays.copyOfRange(hashes, 0, k)),
        naive(Arrays.copyOfRange(hashes, k, hashes.length)));
  }
}
