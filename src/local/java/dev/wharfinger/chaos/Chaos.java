package dev.wharfinger.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code ./chaos} starts: a run whose exit code says whether every promise was kept. */
final class Chaos {
  /** A client's token is valid for two and a half hours. */
  private static final int MOST_MINUTES = 120;

  private static final int DEFAULT_MINUTES = 4;
  private static final int SHOWN = 50;

  private Chaos() {}

  public static void main(String[] arguments) throws Exception {
    int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_MINUTES;
    if (minutes < 1 || minutes > MOST_MINUTES) {
      System.err.println("minutes: 1 to " + MOST_MINUTES);
      System.exit(2);
    }
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextInt(1 << 30);
    Set<Fault> kinds =
        arguments.length > 2
            ? Stream.of(arguments[2].split(",")).map(Fault::valueOf).collect(Collectors.toSet())
            : EnumSet.allOf(Fault.class);
    System.out.println("seed: " + seed);
    Path folder = Path.of("target", "chaos", seed + "-" + ProcessHandle.current().pid());
    ChaosRun.Result result =
        new ChaosRun(folder.toAbsolutePath(), Duration.ofMinutes(minutes), seed, kinds, System.out)
            .run();
    System.out.println();
    System.out.println(result.table());
    result.findings().stream().limit(SHOWN).forEach(System.out::println);
    System.out.println(
        result.findings().isEmpty()
            ? "Every promise was kept."
            : result.findings().size() + " findings; the seed is " + seed);
    System.exit(result.findings().isEmpty() ? 0 : 1);
  }
}
