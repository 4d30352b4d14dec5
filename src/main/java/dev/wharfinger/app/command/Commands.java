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
    description = "The control plane of a container registry. Without a command it serves.",
    footer = {
      "",
      "A command runs beside the instances that serve, with the same environment as they have.",
      "Exit codes: 0 done, 1 failed or something was found, 2 the call was not understood."
    },
    subcommands = {
      RebuildCommand.class,
      JournalCommand.class,
      ParkedCommand.class,
      KeysCommand.class,
      HelpCommand.class
    })
final class Commands implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
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
