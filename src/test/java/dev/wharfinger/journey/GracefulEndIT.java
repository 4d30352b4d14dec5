package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that is told to end answers what it has begun. */
class GracefulEndIT {

  private static final int REQUESTS = 16;

  @TempDir Path folder;

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(LocalStack.shared(), where.database());

  @Test
  void readinessGoesDownFirstAndWhatRunsIsAnswered() throws Exception {
    ServiceProcess service = Instances.start(folder, where, Map.of("QUARKUS_SHUTDOWN_DELAY", "1S"));
    try (ApiClient client = ApiClient.ofFirstUser(service.baseUrl());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> running = new ArrayList<>();
      try (Connection _ = tables.hold("SELECT FROM wharfinger.journal_head FOR UPDATE")) {
        for (int i = 0; i < REQUESTS; i++) {
          String name = "organization" + i;
          running.add(threads.submit(() -> client.createOrganization(name, Optional.empty())));
        }
        Waiting.until("writes wait", () -> tables.waiting("%journal_head%") > 0);
        service.handle().destroy();
        Waiting.until(
            "readiness is down while the listener is open",
            () -> client.at(service.managementUrl()).get("/q/health/ready").is(503));
        Waiting.millis(2_000); // past the delay: what runs is waited for
      }
      for (Future<Reply> reply : running) {
        Reply answer = reply.get(60, TimeUnit.SECONDS);
        assertThat(answer.is(201)).as("%s", answer).isTrue();
      }
      Waiting.until("it has ended", () -> !service.isAlive());
    } finally {
      service.kill();
    }
  }
}
