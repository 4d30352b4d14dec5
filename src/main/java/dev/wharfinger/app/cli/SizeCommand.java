package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The size of the whole registry. Source: contract superuser 8. */
@Command(
    name = "size",
    description = "Show the size of the registry, or have it computed, as a superuser.")
final class SizeCommand {

  private static final String PATH = "/api/v1/superuser/registrysize/";
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  @ParentCommand Cli cli;

  @Command(description = "Show the size as it was computed last.")
  void show() {
    try (Client client = cli.connect()) {
      print(client.get(PATH));
    }
  }

  private void print(JsonNode size) {
    Output output = cli.output();
    if (output.json()) {
      output.answer(size);
      return;
    }
    JsonNode last = size.path("last_ran");
    output.fields(
        List.of(
            List.of("Size", Json.bytes(size.path("size_bytes"))),
            List.of(
                "Computed",
                last.isNumber() ? Instant.ofEpochMilli(last.asLong()).toString() : "never"),
            List.of("Now", state(size))));
  }

  static String state(JsonNode size) {
    if (size.path("running").asBoolean()) {
      return "running";
    }
    return size.path("queued").asBoolean() ? "queued" : "idle";
  }

  @Command(description = "Have the size computed.")
  void run(
      @Option(names = "--wait", description = "until it is done, and show it") boolean wait,
      @Option(
              names = "--at-most",
              paramLabel = "SECONDS",
              defaultValue = "3600",
              description = "how long to wait; by default ${DEFAULT-VALUE}")
          long atMost) {
    try (Client client = cli.connect()) {
      JsonNode answer = client.post(PATH, null);
      if (wait) {
        print(done(client, Duration.ofSeconds(atMost)));
      } else {
        cli.output().done(answer, "The computation is queued.");
      }
    }
  }

  private JsonNode done(Client client, Duration atMost) {
    long begin = System.nanoTime();
    try (Progress progress = new Progress(cli.err(), cli.terminal())) {
      while (true) {
        JsonNode size = client.get(PATH);
        if (state(size).equals("idle")) {
          return size;
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - begin);
        if (waited.compareTo(atMost) >= 0 || Thread.currentThread().isInterrupted()) {
          throw new Failure(
              "It is still %s after %d seconds.".formatted(state(size), waited.toSeconds()));
        }
        progress.show(state(size), waited);
        LockSupport.parkNanos(INTERVAL.toNanos());
      }
    }
  }
}
