package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances behind a balancer are replaced in turn, and its clients notice nothing. */
class RollingRestartIT {
  private static final int CLIENTS = 8;
  private static final Duration REST = Duration.ofMillis(20);
  private static final Map<String, String> SWITCHES = Map.of("QUARKUS_SHUTDOWN_DELAY", "1S");

  @TempDir Path folder;

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(LocalStack.shared(), where.database());
  private final List<ServiceProcess> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(ServiceProcess::kill);
  }

  @Test
  void noRequestFailsAndNoneIsCut() throws Exception {
    try (Balancer balancer = new Balancer()) {
      Deque<ServiceProcess> serving = new ArrayDeque<>(two(balancer));
      ApiClient admin = ApiClient.ofFirstUser(balancer.baseUrl());
      List<ApiClient> doors =
          Stream.generate(() -> admin.at(balancer.baseUrl())).limit(CLIENTS).toList();
      try (Load load = Load.start(doors, CLIENTS, 10_000, 20, REST)) {
        for (int round = 0; round < 2; round++) {
          List<ServiceProcess> next = two(balancer);
          for (ServiceProcess instance : next) {
            serving.add(instance);
            end(serving.remove(), balancer, load);
          }
        }
        Ledger ledger = load.finish();
        Chain chain = Chain.read(LocalStack.shared().bootstrapServers(), where.topicPrefix());
        System.out.println(ledger + "; " + chain);
        assertThat(ledger.repeated()).as("%s", ledger).isZero();
        ledger.holds(chain, tables, admin);
      }
    }
  }

  private List<ServiceProcess> two(Balancer balancer) {
    List<ServiceProcess> two =
        Stream.generate(() -> Instances.launch(folder, where, SWITCHES)).limit(2).toList();
    started.addAll(two);
    two.forEach(ServiceProcess::awaitReady);
    two.forEach(balancer::add);
    two.forEach(it -> Waiting.until("it gets connections", () -> balancer.isReady(it)));
    return two;
  }

  /** Tells it to end, and waits for that. */
  private static void end(ServiceProcess instance, Balancer balancer, Load load) {
    progress(load);
    instance.handle().destroy();
    Waiting.until("it gets no connections", () -> !balancer.isReady(instance));
    Waiting.until("it has ended", () -> !instance.isAlive());
    progress(load);
  }

  private static void progress(Load load) {
    int enough = load.ledger().acknowledged() + CLIENTS;
    Waiting.until(
        "writes are taken", () -> load.ledger().acknowledged() >= enough || load.isOver());
  }
}
