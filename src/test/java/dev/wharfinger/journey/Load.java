package dev.wharfinger.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Clients that go on writing whatever happens to the servers. A client whose request was not
 * answered, or answered with 503, sends it again under the same key, at the next instance if there
 * are several, until it knows; then it reads what it wrote.
 */
final class Load implements AutoCloseable {
  /** How the organizations that these clients create begin. */
  static final String NAMES = "quay";

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Ledger ledger = new Ledger();
  private final List<Thread> clients = new ArrayList<>();
  private final List<ApiClient> doors;
  private final int organizations;
  private final int changes;
  private volatile boolean over;
  private volatile boolean abandoned;

  private final Duration rest;

  private Load(List<ApiClient> doors, int organizations, int changes, Duration rest) {
    this.rest = rest;
    this.doors = doors;
    this.organizations = organizations;
    this.changes = changes;
  }

  /**
   * Begins.
   *
   * @param doors the instances
   * @param organizations what one client creates at most
   * @param changes what it changes in each
   */
  static Load start(List<ApiClient> doors, int clients, int organizations, int changes) {
    return start(doors, clients, organizations, changes, Duration.ZERO);
  }

  /**
   * Begins, for a journey that lasts.
   *
   * @param rest what a client waits after each change
   */
  static Load start(
      List<ApiClient> doors, int clients, int organizations, int changes, Duration rest) {
    Load load = new Load(doors, organizations, changes, rest);
    for (int number = 0; number < clients; number++) {
      int mine = number;
      load.clients.add(Thread.ofVirtual().start(() -> load.work(mine)));
    }
    return load;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Whether nobody begins anything new. */
  boolean isOver() {
    return over || clients.stream().noneMatch(Thread::isAlive);
  }

  /** Ends: every client still learns what became of its last write. */
  Ledger finish() throws InterruptedException {
    over = true;
    for (Thread client : clients) {
      client.join();
    }
    return ledger;
  }

  /** Ends at once, with outcomes unknown: a journey that failed does not go on writing. */
  @Override
  public void close() {
    over = true;
    abandoned = true;
  }

  private void work(int client) {
    try {
      for (int number = 0; number < organizations && !over; number++) {
        organization(client, NAMES + client + "-" + number);
      }
    } catch (RuntimeException | AssertionError failure) {
      ledger.violation("client " + client + " ended with " + failure);
    }
  }

  private void organization(int client, String name) {
    if (!certain(client, 201, door -> door.createOrganization(name, Optional.of(name)))) {
      over = true;
      return;
    }
    ledger.created(name);
    for (int number = 0; number < changes && !over; number++) {
      String address = name + "-berth-" + number;
      if (certain(
          client, 200, door -> door.changeInvoiceAddress(name, address, Optional.of(address)))) {
        ledger.changed(name, address);
        readBack(client, name, address);
        LockSupport.parkNanos(rest.toNanos());
      } else {
        over = true;
      }
    }
  }

  private void readBack(int client, String name, String expected) {
    for (int attempt = 0; attempt < 10; attempt++) {
      Reply seen = door(client, attempt).organization(name);
      if (seen.is(200)) {
        if (!ApiClient.invoiceAddress(seen).equals(expected)) {
          ledger.violation(
              name + " shows " + ApiClient.invoiceAddress(seen) + " after " + expected);
        }
        return;
      }
      if (!judge(seen, 200)) {
        return;
      }
      pause();
    }
  }

  /** Repeats a write until its outcome is known; false when it is not what it must be. */
  private boolean certain(int client, int expected, Function<ApiClient, Reply> write) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    for (int attempt = 0; System.nanoTime() < deadline && !abandoned; attempt++) {
      Reply reply = write.apply(door(client, attempt));
      if (reply.is(expected)) {
        return true;
      }
      if (!judge(reply, expected)) {
        return false;
      }
      pause();
    }
    ledger.violation("a write of client " + client + " was never answered");
    return false;
  }

  /** Whether it makes sense to try again; notes what must not be. */
  private boolean judge(Reply reply, int expected) {
    return switch (reply) {
      case Reply.Silence _ -> {
        ledger.silence();
        yield true;
      }
      case Reply.Answer answer when answer.status() == 503 -> {
        ledger.unavailable();
        if (answer.retryAfter().isEmpty() || !answer.body().path("message").isTextual()) {
          ledger.violation("a bare 503: " + answer);
        }
        yield true;
      }
      case Reply.Answer answer -> {
        ledger.violation("expected " + expected + ": " + answer);
        yield false;
      }
    };
  }

  private ApiClient door(int client, int attempt) {
    return doors.get((client + attempt) % doors.size());
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
