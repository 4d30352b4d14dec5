package dev.wharfinger.app.command;

import dev.wharfinger.app.cli.Cli;
import dev.wharfinger.platform.http.ConnectionGuards;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.util.Arrays;
import picocli.CommandLine;

/** Serves; or carries out the command that it was given, and ends. */
@QuarkusMain
public class Main implements QuarkusApplication {

  private final CommandLine.IFactory commands;

  @Inject
  Main(CommandLine.IFactory commands) {
    this.commands = commands;
  }

  /** The word with which the artifact is the terminal client, which needs nothing of Quarkus. */
  static final String CLIENT = "cli";

  public static void main(String... arguments) {
    if (arguments.length > 0 && arguments[0].equals(CLIENT)) {
      // Nothing is open any more, and the way to a regular end leads through the log manager.
      Runtime.getRuntime().halt(Cli.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
    if (arguments.length > 0) {
      exitUnlessRunnable(arguments);
      // Beside the instances that serve: no port of its own, and what the command prints alone on
      // standard output.
      System.setProperty("quarkus.banner.enabled", "false");
      System.setProperty("quarkus.log.console.stderr", "true");
      System.setProperty("quarkus.http.host-enabled", "false");
      System.setProperty("quarkus.management.host-enabled", "false");
      System.setProperty("quarkus.shutdown.delay", "0S");
    }
    ConnectionGuards.enable();
    Quarkus.run(Main.class, arguments);
  }

  /** Help, what is wrong with a call, and some commands need no servers. */
  private static void exitUnlessRunnable(String... arguments) {
    CommandLine line = new CommandLine(new Commands());
    CommandLine.ParseResult parsed;
    try {
      parsed = line.parseArgs(arguments);
    } catch (CommandLine.ParameterException e) {
      System.exit(line.execute(arguments));
      return;
    }
    if (isQuestion(parsed) || needsNoServers(parsed)) {
      System.exit(line.execute(arguments));
    }
  }

  private static boolean needsNoServers(CommandLine.ParseResult parsed) {
    return parsed.commandSpec().userObject() instanceof NeedsNoServers
        || (parsed.hasSubcommand() && needsNoServers(parsed.subcommand()));
  }

  private static boolean isQuestion(CommandLine.ParseResult parsed) {
    return parsed.isUsageHelpRequested()
        || parsed.isVersionHelpRequested()
        || (parsed.hasSubcommand()
            ? isQuestion(parsed.subcommand())
            : !parsed.commandSpec().subcommands().isEmpty());
  }

  @Override
  public int run(String... arguments) {
    if (arguments.length > 0) {
      return new CommandLine(new Commands(), commands).execute(arguments);
    }
    Quarkus.waitForExit();
    return 0;
  }
}
