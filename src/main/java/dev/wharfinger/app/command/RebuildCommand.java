package dev.wharfinger.app.command;

import dev.wharfinger.platform.journal.Rebuild;
import dev.wharfinger.platform.journal.RebuildReport;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the read models anew and says what it found. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Rebuilds the read models from the journal while the service keeps running, and switches to",
      "the rebuilt ones if they equal the live ones."
    })
class RebuildCommand implements Callable<Integer> {

  private static final String ACCEPT = "--accept-differences";

  @Inject Rebuild rebuild;

  @Spec CommandSpec spec;

  @Option(
      names = ACCEPT,
      description = "switch to the rebuilt read models even if they differ from the live ones")
  boolean acceptDifferences;

  @Override
  public Integer call() {
    try {
      RebuildReport report = rebuild.run(acceptDifferences).subscribeAsCompletionStage().join();
      print(report, spec.commandLine().getOut());
      return report.switched() ? 0 : 1;
    } catch (CompletionException e) {
      spec.commandLine().getErr().println("The live tables were left unchanged: " + e.getCause());
      return 1;
    }
  }

  private static void print(RebuildReport report, PrintWriter out) {
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
            ? "The rebuilt tables are live."
            : "The live tables were left alone; rebuild "
                + ACCEPT
                + " switches to the rebuilt ones.");
    out.flush();
  }
}
