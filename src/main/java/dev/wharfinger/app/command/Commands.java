package dev.wharfinger.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The operator's commands; without one the artifact serves. */
@Command(
    name = "wharfinger",
    mixinStandardHelpOptions = true,
    versionProvider = Commands.Version.class,
    description =
        "The account service of a container registry. Without a command it starts the service.",
    footer = {
      "",
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
      ConfigCommand.class,
      HelpCommand.class
    })
final class Commands implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command.");
  }

  /** The version of the build. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Properties build = new Properties();
      try (InputStream in = Commands.class.getResourceAsStream("/META-INF/wharfinger.properties")) {
        build.load(Objects.requireNonNull(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new String[] {"wharfinger " + build.getProperty("version")};
    }
  }
}
