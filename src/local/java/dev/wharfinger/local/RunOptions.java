package dev.wharfinger.local;

import jakarta.enterprise.inject.Vetoed;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line of {@code ./run}; a new subcommand is a new method here. In tests Quarkus sees
 * it too, and would take it for one of the service's own commands, which are beans.
 */
@Vetoed
@Command(
    name = "./run",
    description =
        "Starts Wharfinger with a Postgres and a Kafka of its own on this machine; Ctrl-C stops all"
            + " three.",
    sortOptions = false)
final class RunOptions implements Callable<Integer> {

  private static final String ENVIRONMENT =
      """

      Environment:
        PORT             port of the service (8080)
        MANAGEMENT_PORT  port of health, metrics and what operators use (any free one; it is printed)
        WHARFINGER_DATA  folder for data and logs (.wharfinger)
        Any configuration key of the service, QUARKUS_HTTP_HOST and
        QUARKUS_MANAGEMENT_HOST (127.0.0.1). --external needs these:
          %s\
      """
          .formatted(String.join("\n    ", ExternalStack.REQUIRED));

  private static final Set<String> OF_THE_SERVICE =
      Set.of("cli", "keys", "parked", "rebuild", "rotate-master-key");

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  @Spec CommandSpec spec;

  @Option(names = "--fresh", description = "empty the data folder first")
  boolean fresh;

  @Option(
      names = "--external",
      description =
          "start only the service, on the Postgres and the Kafka that the environment names")
  boolean external;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this text")
  boolean help;

  private RunOptions(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** The command line, whose commands exit with 1 if they fail and with 2 if not understood. */
  static CommandLine of(Map<String, String> environment, PrintStream out, PrintStream err) {
    CommandLine line =
        new CommandLine(new RunOptions(environment, out, err))
            .setExpandAtFiles(false)
            .setUsageHelpWidth(100)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setParameterExceptionHandler((misuse, _) -> {
              err.println("run: " + misuse.getMessage() + "; ./run --help lists what there is");
              return 2;
            })
            .setExecutionExceptionHandler((failure, _, _) -> {
              err.println("run: " + failure.getMessage());
              return 1;
            });
    line.getCommandSpec().usageMessage().footer(ENVIRONMENT.split("\n"));
    for (CommandLine command : line.getSubcommands().values()) {
      var _ =
          command
              .setStopAtPositional(true)
              .setUnmatchedOptionsArePositionalParams(
                  OF_THE_SERVICE.contains(command.getCommandName()));
    }
    return line;
  }

  @Override
  public Integer call() throws IOException {
    if (fresh && external) {
      throw new ParameterException(
          spec.commandLine(),
          "--fresh empties the embedded stack's data; it has no power over --external servers");
    }
    new RunWharfinger(environment, out).start(fresh, external);
    return 0;
  }

  @Command(
      description = {
        "Print the journal of the running ./run, a JSON object a line; or have the service say where"
            + " the read models stand (status), or read the whole journal and prove it (verify)."
      })
  int journal(
      @Option(names = "--follow", description = "go on as it grows") boolean follow,
      @Option(
              names = {"-h", "--help"},
              usageHelp = true,
              description = "print this text")
          boolean help,
      @Parameters(
              paramLabel = "[status | verify]",
              hideParamSyntax = true,
              arity = "0..*",
              description = "a command of the service itself, with --help")
          @Nullable List<String> ofTheService)
      throws IOException {
    if (ofTheService != null) {
      return service();
    }
    JournalTail.of(RunWharfinger.folder(environment), environment).print(out, err, follow);
    return 0;
  }

  @Command(description = "Follow the audit feed of the running ./run, an event a line.")
  int feed(
      @Option(names = "--once", description = "end when no more comes") boolean once,
      @Option(
              names = {"-h", "--help"},
              usageHelp = true,
              description = "print this text")
          boolean help)
      throws IOException {
    FeedTail.of(RunWharfinger.folder(environment)).print(out, err, once);
    return 0;
  }

  /** Only for the list of commands: the script itself runs the client, without this program. */
  @Command(description = "Run the terminal client, with its own commands (cli --help).")
  int cli(@Parameters(arity = "0..*") List<String> ofTheClient) throws IOException {
    return service();
  }

  @Command(description = "Declare a missing key of a subject lost for good (--help).")
  int keys(@Parameters(arity = "0..*") List<String> ofTheService) throws IOException {
    return service();
  }

  @Command(description = "List what failed too often, have it tried again, or give it up (--help).")
  int parked(@Parameters(arity = "0..*") List<String> ofTheService) throws IOException {
    return service();
  }

  @Command(
      description =
          "Make the read models anew from the journal while the service goes on; tables that are"
              + " not what the journal says are reported, and replaced only if accepted (--help).")
  int rebuild(@Parameters(arity = "0..*") List<String> ofTheService) throws IOException {
    return service();
  }

  @Command(
      name = "rotate-master-key",
      description =
          "Put a new master key into use while the service goes on: first stop it, rename master.key"
              + " in the data folder to master.key.previous, and start it again (--help).")
  int rotateMasterKey(@Parameters(arity = "0..*") List<String> ofTheService) throws IOException {
    return service();
  }

  /** Has the service carry out a command of its own, beside the one that serves. */
  private int service() throws IOException {
    RunWharfinger.requirePackagedService();
    return ServiceCommand.of(RunWharfinger.folder(environment), environment)
        .execute(spec.commandLine().getParseResult().originalArgs());
  }
}
