package dev.wharfinger.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Rows in columns that fit the terminal. Rows may come in portions: the columns never become
 * narrower, and the head is printed once, before the first row.
 */
final class Table {

  private static final String GAP = "  ";

  /** Less of a column tells nothing. */
  private static final int NARROWEST = 6;

  private final OptionalInt columns;
  private final List<String> head;
  private final int[] widths;
  private boolean begun;

  /**
   * @param columns those of the terminal; empty if the output is none, and nothing is cut
   */
  Table(OptionalInt columns, String... head) {
    this.columns = columns;
    this.head = List.of(head);
    this.widths = new int[head.length];
  }

  /** The lines of some rows, each ended; cells are made harmless here. */
  String rows(List<List<String>> rows) {
    List<List<String>> clean =
        rows.stream().map(row -> row.stream().map(Harmless::text).toList()).toList();
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], Harmless.width(head.get(column)));
      for (List<String> row : clean) {
        widths[column] = Math.max(widths[column], Harmless.width(row.get(column)));
      }
    }
    int[] fitting = fit();
    StringBuilder lines = new StringBuilder();
    if (!begun) {
      begun = true;
      line(lines, head, fitting);
    }
    clean.forEach(row -> line(lines, row, fitting));
    return lines.toString();
  }

  /** The widest columns give way first. */
  private int[] fit() {
    int[] fitting = widths.clone();
    if (columns.isEmpty()) {
      return fitting;
    }
    int room = columns.getAsInt() - GAP.length() * (widths.length - 1);
    while (Arrays.stream(fitting).sum() > room) {
      int widest = 0;
      for (int column = 1; column < fitting.length; column++) {
        if (fitting[column] >= fitting[widest]) {
          widest = column;
        }
      }
      if (fitting[widest] <= NARROWEST) {
        break;
      }
      fitting[widest]--;
    }
    return fitting;
  }

  private static void line(StringBuilder lines, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = Harmless.cut(cells.get(column), widths[column]);
      line.append(cell).repeat(' ', widths[column] - Harmless.width(cell)).append(GAP);
    }
    lines.append(line.toString().stripTrailing()).append('\n');
  }
}
