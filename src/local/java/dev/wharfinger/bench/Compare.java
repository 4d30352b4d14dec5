package dev.wharfinger.bench;

import dev.wharfinger.bench.Load.Figures;
import dev.wharfinger.bench.Load.Shot;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.HdrHistogram.DoubleHistogram;

/**
 * Measures what a change costs: this build and another run on one embedded stack, each with a
 * database and topics of its own, and are loaded in turn in short runs, so that whatever else the
 * machine does meets both. Prints the mean of this build's throughput over the other's in the same
 * round, with its standard error.
 */
final class Compare {

  private static final String ORGANIZATIONS = "/api/v1/organization/";

  /** How long each build is loaded before the first round: it runs without a cache. */
  private static final int WARM_UP_RUNS = 6;

  /** Digits of a figure that count. */
  private static final int DIGITS = 4;

  private final Duration time;
  private final int rounds;
  private final Build here;
  private final Build other;

  private Compare(Duration time, int rounds, Build here, Build other) {
    this.time = time;
    this.rounds = rounds;
    this.here = here;
    this.other = other;
  }

  /** A build that runs, and what its clients bring. */
  private record Build(Load load, String token, AtomicLong created) {

    static Build of(Vertx vertx, ServiceProcess service) throws Exception {
      return new Build(
          new Load(vertx, service.port()), Training.firstUser(service), new AtomicLong());
    }

    Shot create() {
      String name = "{\"name\":\"created-%d\"}".formatted(created.incrementAndGet());
      return Shot.post(ORGANIZATIONS, token, name, 201);
    }

    Shot get(long n) {
      return Shot.get(ORGANIZATIONS + "created-" + (1 + n % 16), token);
    }
  }

  /**
   * Arguments: the jar of the other build, seconds per run (default 5), rounds (default 16).
   *
   * @throws Exception if a build does not start, or answers what it should not
   */
  static void main(List<String> arguments) throws Exception {
    Path jar = Path.of(arguments.getFirst());
    int seconds = arguments.size() > 1 ? Integer.parseInt(arguments.get(1)) : 5;
    int rounds = arguments.size() > 2 ? Integer.parseInt(arguments.get(2)) : 16;
    Path folder = Files.createTempDirectory("wharfinger-compare");
    Vertx vertx = Vertx.vertx();
    try (LocalStack stack = LocalStack.start(folder);
        ServiceProcess here = start(stack, ServiceProcess.jar(), folder.resolve("here.log"));
        ServiceProcess other = start(stack, jar, folder.resolve("other.log"))) {
      new Compare(
              Duration.ofSeconds(seconds), rounds, Build.of(vertx, here), Build.of(vertx, other))
          .run();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static ServiceProcess start(LocalStack stack, Path jar, Path log) throws Exception {
    StackAddresses.Isolated own = stack.addresses().freshDatabase();
    Map<String, String> environment = new HashMap<>(own.environment());
    environment.put("SUPER_USERS", "admin");
    environment.put("FEATURE_USER_INITIALIZE", "true");
    ServiceProcess service = ServiceProcess.launch(jar, log, 0, environment);
    service.awaitReady();
    return service;
  }

  private void run() throws Exception {
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      for (Build build : List.of(here, other)) {
        Figures _ = build.load.run(64, time, _ -> build.create());
        Figures _ = build.load.run(16, time, build::get);
      }
    }
    compare("createOrganization, 16 clients", 16, build -> _ -> build.create());
    compare("createOrganization, 64 clients", 64, build -> _ -> build.create());
    compare("getOrganization, 16 clients", 16, build -> build::get);
  }

  private interface Shots {
    LongFunction<Shot> of(Build build);
  }

  private void compare(String title, int clients, Shots shots) throws Exception {
    DoubleHistogram ratios = new DoubleHistogram(DIGITS);
    DoubleHistogram mine = new DoubleHistogram(DIGITS);
    DoubleHistogram others = new DoubleHistogram(DIGITS);
    for (int round = 0; round < rounds; round++) {
      double atHere = 0;
      double atOther = 0;
      for (Build build : round % 2 == 0 ? List.of(here, other) : List.of(other, here)) {
        double perSecond = build.load.run(clients, time, shots.of(build)).perSecond();
        if (build == here) {
          atHere = perSecond;
        } else {
          atOther = perSecond;
        }
      }
      mine.recordValue(atHere);
      others.recordValue(atOther);
      ratios.recordValue(atHere / atOther);
    }
    System.out.printf(
        Locale.ROOT,
        "%-32s here %,.0f/s other %,.0f/s ratio %.3f, standard error %.3f, least %.2f, most %.2f%n",
        title,
        mine.getMean(),
        others.getMean(),
        ratios.getMean(),
        ratios.getStdDeviation() / Math.sqrt(rounds - 1.0),
        ratios.getMinValue(),
        ratios.getMaxValue());
  }
}
