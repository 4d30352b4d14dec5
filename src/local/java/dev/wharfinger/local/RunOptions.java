package dev.wharfinger.local;

import java.util.List;
import java.util.Set;

/**
 * What {@code ./run} was asked to do; a new subcommand is a new state here and a case in {@link
 * RunWharfinger}.
 */
sealed interface RunOptions {
  String USAGE =
      """
      Usage: ./run [--fresh] [--external] [--help]
             ./run journal [--follow]
             ./run feed [--once]
             ./run journal status | verify
             ./run parked list | retry QUEUE ITEM | drop QUEUE ITEM
             ./run rebuild [--accept-differences]

      Starts Wharfinger with a Postgres and a Kafka of its own on this machine; Ctrl-C stops all three.

        --fresh     empty the data folder first
        --external  start only the service, on the Postgres and the Kafka that the environment names:
                    %s
        --help      print this text

        journal     print the journal of the running ./run, a JSON object a line, and with --follow
                    go on as it grows
        feed        follow the audit feed of the running ./run, an event a line; with --once end when
                    no more comes

        Commands of the service itself, each with --help:
        journal status, verify
                    say where the read models stand; read the whole journal and prove it
        parked      list what failed too often, have it tried again, or give it up
        rebuild     make the read models anew from the journal while the service goes on; tables that
                    are not what the journal says are reported, and replaced only if accepted

      Environment:
        PORT             port of the service (8080)
        MANAGEMENT_PORT  port of health, metrics and what operators use (any free one; it is printed)
        WHARFINGER_DATA  folder for data and logs (.wharfinger)
        Any configuration key of the service, QUARKUS_HTTP_HOST and
        QUARKUS_MANAGEMENT_HOST (127.0.0.1).\
      """
          .formatted(String.join(",\n              ", ExternalStack.REQUIRED));

  /** Start the service, on servers of its own or on given ones. */
  record Start(boolean fresh, boolean external) implements RunOptions {}

  /** Print the journal. */
  record Journal(boolean follow) implements RunOptions {}

  /** Print the audit feed. */
  record Feed(boolean once) implements RunOptions {}

  /** Have the service carry out a command of its own, beside the one that serves. */
  record Command(List<String> arguments) implements RunOptions {}

  /** Print how to call it. */
  record Help() implements RunOptions {}

  /** Not understood; the reason is one line. */
  record Misuse(String reason) implements RunOptions {}

  static RunOptions parse(List<String> arguments) {
    if (isOfTheService(arguments)) {
      return new Command(arguments);
    }
    if (arguments.contains("--help") || arguments.contains("-h")) {
      return new Help();
    }
    if (!arguments.isEmpty() && arguments.getFirst().equals("journal")) {
      List<String> rest = arguments.subList(1, arguments.size());
      return rest.isEmpty() || rest.equals(List.of("--follow"))
          ? new Journal(!rest.isEmpty())
          : new Misuse("journal takes --follow and nothing else");
    }
    if (!arguments.isEmpty() && arguments.getFirst().equals("feed")) {
      List<String> rest = arguments.subList(1, arguments.size());
      return rest.isEmpty() || rest.equals(List.of("--once"))
          ? new Feed(!rest.isEmpty())
          : new Misuse("feed takes --once and nothing else");
    }
    Set<String> known = Set.of("--fresh", "--external");
    for (String argument : arguments) {
      if (!known.contains(argument)) {
        return new Misuse("unknown argument '" + argument + "'; ./run --help lists what there is");
      }
    }
    boolean fresh = arguments.contains("--fresh");
    boolean external = arguments.contains("--external");
    if (fresh && external) {
      return new Misuse(
          "--fresh empties the embedded stack's data; it has no power over --external servers");
    }
    return new Start(fresh, external);
  }

  private static boolean isOfTheService(List<String> arguments) {
    return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
      case "rebuild", "parked" -> true;
      case "journal" -> arguments.size() > 1 && !arguments.get(1).startsWith("-");
      default -> false;
    };
  }
}
