package dev.wharfinger.app.command;

import dev.wharfinger.platform.vault.SubjectKeys;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides on keys of subjects that are lost. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Looks after the keys that personal data are encrypted with.")
class KeysCommand implements Runnable {

  @Inject SubjectKeys keys;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command of keys?");
  }

  /** The end of a subject's data. */
  @Command(
      name = "give-up",
      mixinStandardHelpOptions = true,
      description = {
        "Gives a missing key up for good, so that writes go on: what was encrypted with it counts as",
        "erased. Exit code 1: it is not missing, or that could not be found out."
      })
  int giveUp(@Parameters(paramLabel = "ID", description = "as /q/health names it") UUID id) {
    try {
      if (keys.giveUp(id).subscribeAsCompletionStage().join()) {
        return 0;
      }
      spec.commandLine().getErr().println("This key is not missing.");
    } catch (CompletionException e) {
      spec.commandLine().getErr().println("The keys cannot be read: " + e.getCause());
    }
    return 1;
  }
}
