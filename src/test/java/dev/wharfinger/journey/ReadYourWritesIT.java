package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever was told that a write is done sees it, wherever he reads. */
class ReadYourWritesIT {
  private static final int ROUNDS = 200;
  private static final int CLIENTS = 16;
  private static final int ROUNDS_OF_A_CLIENT = 25;

  @TempDir static Path folder;
  private static final List<ServiceProcess> PROCESSES = new ArrayList<>();
  private static final List<ApiClient> DOORS = new ArrayList<>();

  @BeforeAll
  static void start() {
    StackAddresses.Isolated where = LocalStack.freshDatabase();
    PROCESSES.add(Instances.start(folder, where));
    PROCESSES.add(Instances.start(folder, where));
    DOORS.add(ApiClient.ofFirstUser(PROCESSES.getFirst().baseUrl()));
    DOORS.add(DOORS.getFirst().at(PROCESSES.getLast().baseUrl()));
  }

  @AfterAll
  static void stop() {
    DOORS.forEach(ApiClient::close);
    PROCESSES.forEach(ServiceProcess::kill);
  }

  @Test
  void aReadAfterAWriteShowsIt() {
    assertThat(stale("alone", ROUNDS, DOORS.getFirst(), DOORS.getFirst())).isEmpty();
  }

  @Test
  void theOtherInstanceShowsItToo() {
    assertThat(stale("there", ROUNDS / 2, DOORS.getFirst(), DOORS.getLast())).isEmpty();
    assertThat(stale("back", ROUNDS / 2, DOORS.getLast(), DOORS.getFirst())).isEmpty();
  }

  @Test
  void manyClientsAtOnceAllSeeTheirOwn() throws Exception {
    assertThat(together(DOORS.getFirst(), DOORS.getFirst(), "crowd")).isEmpty();
  }

  @Test
  void manyClientsOverTwoInstancesAllSeeTheirOwn() throws Exception {
    assertThat(together(DOORS.getFirst(), DOORS.getLast(), "across")).isEmpty();
  }

  private static List<String> together(ApiClient writer, ApiClient reader, String name)
      throws Exception {
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<String>>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        String own = name + client;
        // Every second one the other way round, so that both instances write.
        clients.add(
            client % 2 == 0
                ? () -> stale(own, ROUNDS_OF_A_CLIENT, writer, reader)
                : () -> stale(own, ROUNDS_OF_A_CLIENT, reader, writer));
      }
      List<String> stale = new ArrayList<>();
      for (Future<List<String>> client : crowd.invokeAll(clients)) {
        stale.addAll(client.get());
      }
      return stale;
    }
  }

  /** Changes and reads in turn; returns what was not as written. */
  private static List<String> stale(String name, int rounds, ApiClient writer, ApiClient reader) {
    List<String> stale = new ArrayList<>();
    Reply created = writer.createOrganization(name, Optional.empty());
    if (!created.is(201)) {
      return List.of(name + " was not created: " + created);
    }
    for (int round = 0; round < rounds; round++) {
      String address = "round " + round;
      Reply written = writer.changeInvoiceAddress(name, address, Optional.empty());
      Reply read = reader.organization(name);
      if (!written.is(200) || !ApiClient.invoiceAddress(written).equals(address)) {
        stale.add(name + " " + address + " answered " + written);
      }
      if (!read.is(200) || !ApiClient.invoiceAddress(read).equals(address)) {
        stale.add(name + " " + address + " read " + read);
      }
    }
    return stale;
  }
}
