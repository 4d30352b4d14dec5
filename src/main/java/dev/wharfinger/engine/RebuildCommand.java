package dev.wharfinger.engine;

import dev.wharfinger.journal.Rebuild;
import dev.wharfinger.journal.RebuildReport;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletionException;

/** {@code rebuild [--accept-differences]}: makes the read models anew and says what it found. */
@Singleton
class RebuildCommand {

  static final String NAME = "rebuild";
  private static final String ACCEPT = "--accept-differences";

  private final Rebuild rebuild;

  @Inject
  RebuildCommand(Rebuild rebuild) {
    this.rebuild = rebuild;
  }

  /** The exit code: 0 when the rebuilt tables serve, 1 when not, 2 for a call not understood. */
  int run(List<String> options, PrintStream out, PrintStream err) {
    if (!options.isEmpty() && !options.equals(List.of(ACCEPT))) {
      err.println("usage: " + NAME + " [" + ACCEPT + "]");
      return 2;
    }
    try {
      RebuildReport report = rebuild.run(!options.isEmpty()).subscribeAsCompletionStage().join();
      print(report, out);
      return report.switched() ? 0 : 1;
    } catch (CompletionException e) {
      err.println("The tables were left as they are: " + e.getCause());
      return 1;
    }
  }

  private static void print(RebuildReport report, PrintStream out) {
    String line = "%-24s %12s %-42s %s%n";
    out.printf(line, "table", "rows", "checksum", "equal");
    for (RebuildReport.Table table : report.tables()) {
      out.printf(
          line,
          table.name(),
          table.rebuilt().rows(),
          table.rebuilt().sum(),
          table.equal() ? "yes" : "no, live: " + table.live().rows() + " rows");
    }
    out.printf(
        "Compared at record %d. %s%n",
        report.seq(),
        report.switched()
            ? "The rebuilt tables serve."
            : "The live tables were left alone; "
                + (NAME + " " + ACCEPT)
                + " puts the rebuilt ones in their place.");
  }
}
