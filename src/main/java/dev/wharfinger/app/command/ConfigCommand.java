package dev.wharfinger.app.command;

import dev.wharfinger.platform.config.ConfigReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at a configuration before it is used; needs neither settings nor servers. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Checks a Quay config.yaml before the service is started with it.")
class ConfigCommand implements Runnable, NeedsNoServers {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: check.");
  }

  /** What the service would make of a file. */
  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Tells which keys of a config.yaml are taken, ignored or refused, and what behaves otherwise",
        "than in Quay because the file does not set it. Starts nothing, and looks at the file alone.",
        "Exit code 1: the service would not start with this file."
      })
  int check(@Parameters(paramLabel = "FILE", description = "the config.yaml") Path file) {
    ConfigReport report = ConfigReport.of(file);
    PrintWriter out = spec.commandLine().getOut();
    print(out, "Refused", report.refused());
    print(out, "Taken", report.taken());
    print(out, "Ignored, because they have no meaning here", report.ignored());
    print(out, "Different from Quay unless set", report.different());
    out.flush();
    return report.refused().isEmpty() ? 0 : 1;
  }

  private static void print(PrintWriter out, String title, List<String> lines) {
    out.printf("%s: %d%n", title, lines.size());
    lines.forEach(line -> out.printf("  %s%n", line));
  }
}
