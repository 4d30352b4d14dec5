package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds a connection without using it loses it. */
class ConnectionLimitsIT {

  /** Longer than any of the waits, by as much as a slow machine may take. */
  private static final int TIMEOUT_MILLIS = 120_000;

  private static final String GET = "GET /api/v1/discovery HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String DOCUMENT =
      "GET /q/openapi?format=json HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String SMALL = "GET /api/v1/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String POST =
      "POST /oauth/revoke HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n";

  @TempDir static Path folder;
  private static ServiceProcess service;

  @BeforeAll
  static void start() {
    service =
        ServiceProcess.start(
            folder.resolve("service.log"), 0, LocalStack.freshDatabase().environment());
  }

  @AfterAll
  static void stop() {
    service.stop();
  }

  private static Wire open() throws IOException {
    return Wire.open(service.port(), TIMEOUT_MILLIS);
  }

  /** What somebody does with a connection before waiting for its end. */
  private interface Use {
    void of(Wire wire) throws IOException, InterruptedException;
  }

  @Test
  void closesWhatHoldsAConnection() throws InterruptedException, ExecutionException {
    Map<String, Use> uses = new LinkedHashMap<>();
    uses.put("says nothing", _ -> {});
    uses.put("half a head", wire -> wire.send("GET / HTTP/1.1\r\nHost: loc"));
    uses.put("a head that drips", wire -> drip(wire.send("GET / HTTP/1.1\r\n"), "X: y\r\n"));
    uses.put("empty lines that drip", wire -> drip(wire, "\r\n"));
    uses.put("half a body", wire -> wire.send(POST + "x"));
    uses.put("a body that drips", wire -> drip(wire.send(POST), "x"));
    uses.put(
        "silence after an answer",
        wire -> assertThat(wire.send(GET).answer().status()).isEqualTo(200));
    uses.put(
        "half a head after an answer",
        wire -> {
          assertThat(wire.send(GET).answer().status()).isEqualTo(200);
          wire.send("GET / HT");
        });
    uses.put(
        "a body that nobody waits for",
        wire -> {
          wire.send(POST.replace("/oauth/revoke", "/nothing") + "x");
          assertThat(wire.answer().status()).isEqualTo(404);
        });
    try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<Boolean>> ends = new LinkedHashMap<>();
      uses.forEach((name, use) ->
          ends.put(
              name,
              users.submit(() -> {
                try (Wire wire = open()) {
                  use.of(wire);
                  return wire.isClosedByService();
                }
              })));
      ends.put("answers that are not taken", users.submit(ConnectionLimitsIT::isCutOffUnread));
      for (Map.Entry<String, Future<Boolean>> end : ends.entrySet()) {
        assertThat(end.getValue().get()).as(end.getKey()).isTrue();
      }
    }
  }

  /** Ends when the service does not let it go on. */
  private static void drip(Wire wire, String drop) throws InterruptedException {
    try {
      for (int i = 0; i < TIMEOUT_MILLIS / 1000; i++) {
        Thread.sleep(1000);
        wire.send(drop);
      }
    } catch (IOException _) {
      // it is closed
    }
  }

  private static boolean isCutOffUnread() throws IOException, InterruptedException {
    try (Wire wire = Wire.narrow(service.port(), TIMEOUT_MILLIS)) {
      wire.send(GET.repeat(16));
      for (int i = 0; i < TIMEOUT_MILLIS / 1000; i++) {
        Thread.sleep(1000);
        wire.send("G"); // fails once it is closed
      }
    } catch (IOException _) {
      return true;
    }
    return false;
  }

  @Test
  void boundsRequestsAheadOfTheirAnswers() throws IOException {
    try (Wire wire = open()) {
      wire.send(GET.repeat(16));
      for (int i = 0; i < 16; i++) {
        assertThat(wire.answer().status()).isEqualTo(200);
      }
    }
    try (Wire wire = open()) {
      assertThat(wire.send("GET / HTTP/1.1\r\n\r\n".repeat(100)).isClosedByService()).isTrue();
    }
  }

  @Test
  void boundsBodiesAheadOfTheirTurn() throws IOException, InterruptedException {
    String post =
        "POST /oauth/revoke HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000\r\n\r\n"
            + "x".repeat(20_000);
    try (Wire wire = open()) {
      wire.send(SMALL + post.repeat(2) + SMALL);
      assertThat(wire.answer().status()).isEqualTo(404);
      assertThat(wire.answer().status()).isEqualTo(400);
      assertThat(wire.answer().status()).isEqualTo(400);
      assertThat(wire.answer().status()).isEqualTo(404);
    }
    int answers = 0;
    try (Wire wire = Wire.narrow(service.port(), TIMEOUT_MILLIS)) {
      wire.send(DOCUMENT.repeat(8)); // more than the system buffers
      Thread.sleep(1000); // the answers have begun, and are not taken
      wire.send(post.repeat(4));
      Thread.sleep(1000);
      for (; answers < 8 + 4; answers++) {
        var _ = wire.answer();
      }
    } catch (IOException _) {
      // cut off
    }
    assertThat(answers).isLessThan(8);
  }

  @Test
  void boundsTheLinesOfAHead() throws IOException {
    String head = "GET /api/v1/discovery HTTP/1.1\r\nHost: localhost\r\n";
    try (Wire wire = open()) {
      assertThat(wire.send(head + "a: b\r\n".repeat(99) + "\r\n").answer().status()).isEqualTo(200);
    }
    try (Wire wire = open()) {
      assertThat(wire.send(head + "a: b\r\n".repeat(100)).answer().status()).isEqualTo(431);
      assertThat(wire.isClosedByService()).isTrue();
    }
  }

  @Test
  void boundsTheBytesOfAHead() throws IOException {
    for (int port : new int[] {service.port(), service.managementPort()}) {
      String head = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nA: %s\r\n\r\n";
      try (Wire wire = Wire.open(port, TIMEOUT_MILLIS)) {
        assertThat(wire.send(head.formatted("x".repeat(16_000))).answer().status())
            .isEqualTo(port == service.port() ? 404 : 200);
      }
      try (Wire wire = Wire.open(port, TIMEOUT_MILLIS)) {
        assertThat(wire.send(head.formatted("x".repeat(16_384))).answer().status()).isEqualTo(431);
      }
    }
  }

  @Test
  void boundsBodiesToTheManagementPort() throws IOException {
    String post = "POST /q/health/live HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n";
    try (Wire wire = Wire.open(service.managementPort(), TIMEOUT_MILLIS)) {
      assertThat(wire.send(post.formatted(4_096) + "x".repeat(4_096)).answer().status())
          .isNotEqualTo(413);
    }
    try (Wire wire = Wire.open(service.managementPort(), TIMEOUT_MILLIS)) {
      assertThat(wire.send(post.formatted(4_097)).answer().status()).isEqualTo(413);
    }
  }

  @Test
  void closesIdleConnectionsForNewOnes() throws IOException {
    List<Wire> idle = new ArrayList<>();
    try {
      for (int i = 0; i < ConnectionLimits.MAX_CONNECTIONS + 50; i++) {
        idle.add(open());
      }
      try (Wire wire = open()) {
        assertThat(wire.send(GET).answer().status()).isEqualTo(200);
      }
      assertThat(idle.getFirst().isClosedByService()).isTrue();
    } finally {
      for (Wire wire : idle) {
        wire.close();
      }
    }
  }

  @Test
  void keepsNewConnectionsRatherThanIdleOnes() throws IOException, InterruptedException {
    List<Wire> idle = new ArrayList<>();
    try {
      for (int i = 0; i < ConnectionLimits.MAX_CONNECTIONS; i++) {
        Wire wire = open();
        idle.add(wire);
        assertThat(wire.send(SMALL).answer().status()).isEqualTo(404);
      }
      Thread.sleep(1000L * ConnectionLimits.YOUNG_SECONDS + 500); // they are idle by now
      try (Wire first = open();
          Wire second = open();
          Wire third = open()) {
        for (Wire wire : List.of(first, second, third)) {
          assertThat(wire.send(SMALL).answer().status()).isEqualTo(404);
        }
      }
    } finally {
      for (Wire wire : idle) {
        wire.close();
      }
    }
  }
}
