package dev.wharfinger.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.wharfinger.chaos.Operation.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/**
 * Clients that write through any instance and read through another one what they wrote. They change
 * a few quotas that all of them share, which are the registers, create organizations of their own,
 * and ask for what must be refused. Some try again under the same key when they got no answer, and
 * some never learn.
 */
final class Clients implements AutoCloseable {
  private static final int CLIENTS = 8;
  private static final int SHARED = 6;
  private static final int ATTEMPTS = 6;
  private static final Duration PACE = Duration.ofMillis(400);
  private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofMillis(250);

  private final Api api;
  private final History history;
  private final List<Shared> shared = new ArrayList<>();
  private final Queue<String> created = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger writes = new AtomicInteger();
  private volatile boolean over;

  Clients(Api api, History history) {
    this.api = api;
    this.history = history;
  }

  /** An organization whose quota every client changes. */
  private record Shared(String organization, long quota) {
    String key() {
      return "quota/" + quota;
    }
  }

  /** Makes what all clients share, before anything is broken, and lets them go. */
  void start(long seed) {
    for (int number = 0; number < SHARED; number++) {
      String name = "fleet-" + number;
      if (create(-1, 0, name, 1) != Outcome.OK) {
        throw new IllegalStateException("no " + name);
      }
      // The quota's id, and with it the register's name, is known only afterwards.
      String bytes = unique();
      Operation begun = history.begin(-1, 0, Type.WRITE, "setup-" + name, "quota", bytes);
      Reply reply = api.createQuota(0, name, bytes, "setup-" + name);
      long quota = quotaOf(api.quotas(0, name)).path("id").asLong();
      if (!reply.is(Set.of(201)) || quota == 0) {
        throw new IllegalStateException("no quota for " + name + ": " + reply);
      }
      Shared it = new Shared(name, quota);
      history.end(begun.of(it.key()), Outcome.OK, bytes, "");
      shared.add(it);
    }
    for (int client = 0; client < CLIENTS; client++) {
      int number = client;
      Random random = new Random(seed * 31 + client);
      threads.add(Thread.ofVirtual().start(() -> work(number, random)));
    }
  }

  /** Ends, and reads everything once more from every instance. */
  void finish() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
    for (int instance = 0; instance < api.instances(); instance++) {
      for (Shared it : shared) {
        readQuota(-1, instance, it);
      }
      for (String name : created) {
        readOrganization(-1, instance, name);
      }
    }
  }

  @Override
  public void close() {
    over = true;
    api.close();
  }

  private void work(int client, Random random) {
    while (!over) {
      long next = System.nanoTime() + PACE.toNanos();
      act(client, random);
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void act(int client, Random random) {
    int instance = random.nextInt(api.instances());
    int other = (instance + 1) % api.instances();
    Shared it = shared.get(random.nextInt(shared.size()));
    int attempts = random.nextBoolean() ? ATTEMPTS : 1;
    int choice = random.nextInt(10);
    if (choice < 7) {
      String bytes = unique();
      Outcome outcome =
          write(
              client,
              instance,
              attempts,
              it.key(),
              bytes,
              Set.of(200),
              (at, key) -> api.changeQuota(at, it.organization(), it.quota(), bytes, key));
      readQuota(client, outcome == Outcome.OK ? other : instance, it);
    } else if (choice < 8) {
      String name = "ship-" + unique();
      if (create(client, instance, name, attempts) != Outcome.FAIL) {
        created.add(name);
      }
      readOrganization(client, other, name);
    } else if (choice < 9) {
      String bytes = unique();
      var _ =
          write(
              client,
              instance,
              attempts,
              it.key(),
              bytes,
              Set.of(),
              (at, key) -> api.createQuota(at, it.organization(), bytes, key));
      readQuota(client, other, it);
    } else {
      readQuota(client, instance, it);
      readQuota(client, other, it);
    }
  }

  private Outcome create(int client, int instance, String name, int attempts) {
    return write(
        client,
        instance,
        attempts,
        "organization/" + name,
        Operation.PRESENT,
        Set.of(201),
        (at, key) -> api.createOrganization(at, name, key));
  }

  /** Sends a write, and again at the next instance while its outcome is unknown. */
  private Outcome write(
      int client,
      int instance,
      int attempts,
      String key,
      String value,
      Set<Integer> expected,
      BiFunction<Integer, String, Reply> send) {
    String command = "client-" + client + "-" + writes.incrementAndGet();
    Outcome outcome = Outcome.FAIL;
    for (int attempt = 0; attempt < attempts; attempt++) {
      int at = (instance + attempt) % api.instances();
      Operation begun = history.begin(client, at, Type.WRITE, command, key, value);
      Reply reply = send.apply(at, command);
      outcome = outcome(reply, expected);
      history.end(begun, outcome, value, problem(reply, expected, Set.of(400)));
      if (outcome != Outcome.UNKNOWN && !(reply instanceof Reply.NotSent)) {
        return outcome;
      }
      LockSupport.parkNanos(BEFORE_NEXT_ATTEMPT.toNanos());
    }
    return outcome;
  }

  private void readQuota(int client, int instance, Shared it) {
    Operation begun = history.begin(client, instance, Type.READ, "", it.key(), "");
    Reply reply = api.quotas(instance, it.organization());
    end(begun, reply, Set.of(200), quotaOf(reply).path("limit_bytes").asText());
  }

  private void readOrganization(int client, int instance, String name) {
    Operation begun = history.begin(client, instance, Type.READ, "", "organization/" + name, "");
    Reply reply = api.organization(instance, name);
    end(
        begun,
        reply,
        Set.of(200, 404),
        reply.is(Set.of(404)) ? Operation.ABSENT : Operation.PRESENT);
  }

  private void end(Operation begun, Reply reply, Set<Integer> expected, String value) {
    Outcome outcome = reply.is(expected) ? Outcome.OK : Outcome.FAIL;
    history.end(
        begun, outcome, outcome == Outcome.OK ? value : "", problem(reply, expected, Set.of()));
  }

  private static Outcome outcome(Reply reply, Set<Integer> expected) {
    return switch (reply) {
      case Reply.NotSent _ -> Outcome.FAIL;
      case Reply.Silence _ -> Outcome.UNKNOWN;
      case Reply.Answer answer when expected.contains(answer.status()) -> Outcome.OK;
      case Reply.Answer answer -> answer.status() < 500 ? Outcome.FAIL : Outcome.UNKNOWN;
    };
  }

  /** What must not be in a reply; a write that is never done is refused with 400. */
  private static String problem(Reply reply, Set<Integer> expected, Set<Integer> refusals) {
    return switch (reply) {
      case Reply.NotSent _, Reply.Silence _ -> "";
      case Reply.Answer answer ->
          answer.status() < 500 && expected.contains(answer.status())
                  || expected.isEmpty() && refusals.contains(answer.status())
                  || answer.isUnavailable()
              ? ""
              : answer.toString();
    };
  }

  /** The quota in an answer with one. */
  private static JsonNode quotaOf(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer -> answer.body().path(0);
      case Reply.NotSent _, Reply.Silence _ -> MissingNode.getInstance();
    };
  }

  private String unique() {
    return Integer.toString(1_000_000 + writes.incrementAndGet());
  }
}
