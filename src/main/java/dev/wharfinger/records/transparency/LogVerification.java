package dev.wharfinger.records.transparency;

import dev.wharfinger.platform.journal.JournalFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds the tree anew from the records of the journal, and holds it against what was signed or
 * stored of it before.
 */
public final class LogVerification implements Consumer<JournalFrame> {

  private final RightEdge edge = RightEdge.empty();
  private final List<Expected> expected;
  private final List<Finding> findings = new ArrayList<>();

  LogVerification(List<Expected> expected) {
    this.expected = expected;
  }

  /**
   * What the tree of a size was.
   *
   * @param what said so
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Expected(String what, long size, byte[] root) {}

  /**
   * What came of holding the tree against one of them.
   *
   * @param what said how the tree was
   */
  public record Finding(String what, boolean agrees, String text) {}

  /** Takes the next record. */
  @Override
  public void accept(JournalFrame frame) {
    edge.add(MerkleHash.leaf(GrowTree.entry(frame)));
    if (edge.size() % Tile.WIDTH == 0) {
      var _ = edge.takeChanged();
    }
    expected.stream().filter(it -> it.size == edge.size()).forEach(this::compare);
  }

  private void compare(Expected said) {
    boolean agrees = Arrays.equals(edge.root(), said.root);
    findings.add(
        new Finding(
            said.what,
            agrees,
            agrees
                ? "agrees on the first " + said.size + " records"
                : "DIFFERS: the first " + said.size + " records are not those that it covers"));
  }

  /** What was found, after the last record. */
  public List<Finding> findings() {
    List<Finding> all = new ArrayList<>(findings);
    for (Expected said : expected) {
      if (said.size > edge.size()) {
        all.add(
            new Finding(
                said.what,
                false,
                "DIFFERS: it covers %d records, the journal has %d"
                    .formatted(said.size, edge.size())));
      }
    }
    return all;
  }
}
