package dev.wharfinger.app.command;

import dev.wharfinger.app.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The operator's commands; without one the artifact serves. */
@Command(
    name = "wharfinger",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "The account service of a container registry. Without a command it starts the service.",
    footer = {
      "",
      "With the word cli before its commands it is the terminal client instead (cli --help).",
      "Run commands beside the service's instances, with the same environment variables.",
      "Exit codes: 0 success, 1 failure or problems found, 2 invalid command line."
    },
    subcommands = {
      RebuildCommand.class,
      JournalCommand.class,
      ParkedCommand.class,
      KeysCommand.class,
      ActivityCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      RotateMasterKeyCommand.class,
      ReconcileCommand.class,
      ConfigCommand.class,
      HelpCommand.class
    })
final class Commands implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command.");
  }
}
