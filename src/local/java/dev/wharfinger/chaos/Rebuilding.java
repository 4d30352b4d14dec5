package dev.wharfinger.chaos;

import dev.wharfinger.chaos.Evidence.RebuiltTable;
import java.util.List;

/**
 * What the command {@code rebuild} printed.
 *
 * @param succeeded whether the rebuilt tables are live
 * @param tables empty if it came to no comparison
 * @param last its last line
 */
record Rebuilding(boolean succeeded, List<RebuiltTable> tables, String last) {

  /**
   * Reads a line for each table: name, rows, checksum of one or more words, and {@code yes} or
   * {@code no, ...}.
   */
  static Rebuilding of(int exit, List<String> lines) {
    List<RebuiltTable> tables =
        lines.stream()
            .filter(line -> line.matches("[a-z_]+ +\\d+ .*(yes|no, live: \\d+ rows)"))
            .map(line -> new RebuiltTable(line, line.endsWith("yes")))
            .toList();
    return new Rebuilding(exit == 0, tables, lines.isEmpty() ? "" : lines.getLast());
  }
}
