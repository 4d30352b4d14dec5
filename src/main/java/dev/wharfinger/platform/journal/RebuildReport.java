package dev.wharfinger.platform.journal;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a rebuild found.
 *
 * @param seq the last record that both sides of the comparison have seen
 * @param switched whether the rebuilt tables are now live
 */
public record RebuildReport(long seq, List<Table> tables, boolean switched) {

  /** One table, live and rebuilt. */
  public record Table(String name, TableSum live, TableSum rebuilt) {
    public boolean equal() {
      return live.equals(rebuilt);
    }
  }

  static RebuildReport of(long seq, Map<String, TableSum> live, Map<String, TableSum> rebuilt) {
    TreeSet<String> names = new TreeSet<>(live.keySet());
    names.addAll(rebuilt.keySet());
    return new RebuildReport(
        seq,
        names.stream()
            .map(name ->
                new Table(
                    name,
                    live.getOrDefault(name, TableSum.NO_TABLE),
                    rebuilt.getOrDefault(name, TableSum.NO_TABLE)))
            .toList(),
        false);
  }

  /** Whether every table matches the journal. */
  public boolean equal() {
    return tables.stream().allMatch(Table::equal);
  }

  RebuildReport afterSwitch() {
    return new RebuildReport(seq, tables, true);
  }
}
