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
      "Makes the read models anew from the journal while the service goes on, and puts them in the",
      "place of those that serve if they are equal."
    })
class RebuildCommand implements Callable<Integer> {

  private static final String ACCEPT = "--accept-differences";

  @Inject Rebuild rebuild;

  @Spec CommandSpec spec;

  @Option(
      names = ACCEPT,
      description = "put them in their place although they differ: the journal is right")
  boolean acceptDifferences;

  @Override
  public Integer call() {
    try {
      RebuildReport report = rebuild.run(acceptDifferences).subscribeAsCompletionStage().join();
      print(report, spec.commandLine().getOut());
      return report.switched() ? 0 : 1;
    } catch (CompletionException e) {
      spec.commandLine().getErr().println("The tables were left as they are: " + e.getCause());
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
            ? "The rebuilt tables serve."
            : "The live tables were left alone; rebuild "
                + ACCEPT
                + " puts the rebuilt ones in their place.");
    out.flush();
  }
}
