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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name is given once, however many ask for it at the same time and wherever they ask. */
class OneNameIT {
  private static final int CLIENTS = 32;
  private static final int NAMES = 5;
  private static final String TAKEN = "A user or organization with this name already exists";

  @TempDir static Path folder;
  private static final StackAddresses.Isolated WHERE = LocalStack.freshDatabase();
  private static final List<ServiceProcess> PROCESSES = new ArrayList<>();
  private static final List<ApiClient> DOORS = new ArrayList<>();

  @BeforeAll
  static void start() {
    PROCESSES.add(Instances.start(folder, WHERE));
    PROCESSES.add(Instances.start(folder, WHERE));
    DOORS.add(ApiClient.ofFirstUser(PROCESSES.getFirst().baseUrl()));
    DOORS.add(DOORS.getFirst().at(PROCESSES.getLast().baseUrl()));
  }

  @AfterAll
  static void stop() {
    DOORS.forEach(ApiClient::close);
    PROCESSES.forEach(ServiceProcess::kill);
  }

  @Test
  void oneOfManyGetsTheName() throws Exception {
    for (int number = 0; number < NAMES; number++) {
      String name = "wanted" + number;
      oneGotIt(name, atOnce(_ -> DOORS.getFirst().createOrganization(name, Optional.empty())));
    }
  }

  @Test
  void oneOfManyGetsTheNameOverTwoInstances() throws Exception {
    for (int number = 0; number < NAMES; number++) {
      String name = "wanted-by-both" + number;
      oneGotIt(
          name, atOnce(client -> DOORS.get(client % 2).createOrganization(name, Optional.empty())));
    }
  }

  @Test
  void oneWishSentManyTimesIsFulfilledOnceAndAcknowledgedEveryTime() throws Exception {
    String name = "one-wish";
    List<Reply> replies =
        atOnce(_ -> DOORS.getFirst().createOrganization(name, Optional.of("key-of-" + name)));
    assertThat(replies).allMatch(reply -> reply.is(201));
    createdOnce(name);
  }

  @Test
  void oneWishSentToTwoInstancesIsFulfilledOnceAndAcknowledgedEveryTime() throws Exception {
    String name = "one-wish-twice";
    List<Reply> replies =
        atOnce(client ->
            DOORS.get(client % 2).createOrganization(name, Optional.of("key-of-" + name)));
    assertThat(replies).allMatch(reply -> reply.is(201));
    createdOnce(name);
  }

  private static void oneGotIt(String name, List<Reply> replies) {
    assertThat(replies).filteredOn(reply -> reply.is(201)).hasSize(1);
    assertThat(replies)
        .filteredOn(reply -> !reply.is(201))
        .allMatch(reply -> reply.is(400))
        .allMatch(reply -> reply.body().path("error_message").asText().equals(TAKEN));
    createdOnce(name);
  }

  private static void createdOnce(String name) {
    Chain chain = Chain.read(LocalStack.shared().bootstrapServers(), WHERE.topicPrefix());
    assertThat(chain.eventsByOrganization(Chain.CREATED)).containsEntry(name, 1);
    Tables tables = new Tables(LocalStack.shared(), WHERE.database());
    assertThat(tables.logsByOrganization("org_create")).containsEntry(name, 1);
  }

  private static List<Reply> atOnce(IntFunction<Reply> request) throws Exception {
    CyclicBarrier start = new CyclicBarrier(CLIENTS);
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Reply>> clients = new ArrayList<>();
      for (int number = 0; number < CLIENTS; number++) {
        int client = number;
        clients.add(() -> {
          var _ = start.await();
          return request.apply(client);
        });
      }
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> reply : crowd.invokeAll(clients)) {
        replies.add(reply.get());
      }
      return replies;
    }
  }
}
