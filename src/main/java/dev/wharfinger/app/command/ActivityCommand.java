package dev.wharfinger.app.command;

import dev.wharfinger.registries.activity.ReportPosition;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after what registries report. */
@Command(
    name = "activity",
    mixinStandardHelpOptions = true,
    description = "Looks after the topic on which registries and builders report.")
class ActivityCommand implements Runnable {

  @Inject ReportPosition position;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: reread.");
  }

  /** Every report that the topic still has. */
  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Reads the topic of reports from its beginning again, after it was replaced or moved.",
        "A report that was projected before changes nothing."
      })
  int reread() {
    try {
      position.forget().subscribeAsCompletionStage().join();
      return 0;
    } catch (CompletionException e) {
      spec.commandLine().getErr().println("The database cannot be written to: " + e.getCause());
      return 1;
    }
  }
}
