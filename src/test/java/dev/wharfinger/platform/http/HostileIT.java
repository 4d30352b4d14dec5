package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service with the options that it is shipped with, among clients who only want to
 * hurt it: everybody else is answered, and nothing of them is left when they are gone.
 */
class HostileIT {

  private static final Logger LOG = Logger.getLogger(HostileIT.class);
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int OF_EACH_KIND = 50;

  /** Rounds of {@link #isAnswered} that make the code warm, and that are then measured. */
  private static final int ROUNDS = 500;

  /** System property {@code wharfinger.siege-seconds}; 60 unless told otherwise. */
  private static final Duration SIEGE =
      Duration.ofSeconds(Integer.getInteger("wharfinger.siege-seconds", 60));

  /**
   * Of memory that is the process's own: heap, direct buffers, metaspace, code, stacks. The mapped
   * files beside it are the system's to take back. How much of the trained cache is so depends on
   * where the system has room for it, not on what clients do: moved elsewhere, all its pages are
   * changed.
   */
  private static final long MOST_OWN_KIB = 320 * 1024;

  private static final Pattern MAPPING = Pattern.compile("[0-9a-f]+-[0-9a-f]+ ");

  /** How many times as long as before a request may take when the hostile clients are gone. */
  private static final int SLOWER = 3;

  private static final long WORTH_COMPARING_NANOS = Duration.ofMillis(20).toNanos();

  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
  private static final String BODY = "Content-Type: application/json\r\nContent-Length: ";
  private static final byte[] CHUNK = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private ServiceProcess service;
  private String authorization = "";
  private final AtomicLong names = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();

  @BeforeEach
  void start() throws IOException {
    Map<String, String> environment = new HashMap<>(LocalStack.freshDatabase().environment());
    environment.put("FEATURE_USER_INITIALIZE", "true");
    environment.put("WHARFINGER_BCRYPT_COST", "11"); // as shipped
    service = ServiceProcess.start(folder.resolve("service.log"), 0, environment);
    String user =
        """
        {"username": "root", "password": "rootpassword", "email": "root@example.com", "access_token": true}\
        """;
    String created = ask("POST", "/api/v1/user/initialize", user).body();
    String token = created.replaceAll("(?s).*\"access_token\": ?\"([^\"]+)\".*", "$1");
    authorization = "Authorization: Bearer " + token + "\r\n";
    create("acme");
  }

  @AfterEach
  void stop() {
    service.kill();
  }

  @Test
  void bodiesThatAreHeldKeepNobodyOut() throws IOException {
    hold(100, service.port(), "POST /api/v1/organization/" + HOST + BODY, 1_048_570);
  }

  @Test
  void longBodiesToOtherRoutesKeepNobodyOut() throws IOException {
    hold(9, service.port(), "POST /oauth/revoke" + HOST + "Content-Length: ", 10_485_760);
  }

  @Test
  void bodiesToTheManagementPortKeepNobodyOut() throws IOException {
    hold(100, service.managementPort(), "POST /q/health/live" + HOST + BODY, 1_048_570);
  }

  @Test
  void largeAnswersThatAreNotTakenKeepNobodyOut() throws IOException {
    List<Wire> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Wire wire = Wire.narrow(service.port(), TIMEOUT_MILLIS);
        slow.add(wire.send(("GET /q/openapi?format=json" + HOST + "\r\n").repeat(16)));
      }
      for (int i = 0; i < 20; i++) {
        isAnswered();
      }
    } finally {
      for (Wire wire : slow) {
        wire.close();
      }
    }
    isAnswered();
    isWell();
  }

  /** All but the last byte of so many bodies is sent and held. */
  private void hold(int bodies, int port, String head, int length) throws IOException {
    List<Wire> held = new ArrayList<>();
    try {
      for (int i = 0; i < bodies; i++) {
        held.add(hold(port, head + length + "\r\n\r\n", length - 1));
      }
      for (int i = 0; i < 20; i++) {
        isAnswered();
      }
    } finally {
      for (Wire wire : held) {
        wire.close();
      }
    }
    isAnswered();
    isWell();
  }

  @Test
  void answersEverybodyElse() throws IOException, InterruptedException {
    var _ = slowestButOnePercent(); // warm
    long before = slowestButOnePercent();
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    AtomicLong answered = new AtomicLong();
    AtomicLong memory = new AtomicLong();
    List<Attack> attacks =
        List.of(
            this::halfAHead,
            this::halfABody,
            this::bodyThatDrips,
            this::silence,
            this::longBody,
            this::answersNotTaken);
    long end = System.nanoTime() + SIEGE.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Attack attack : attacks) {
        for (int i = 0; i < OF_EACH_KIND; i++) {
          var _ =
              threads.submit(() -> {
                besiege(attack);
                return null;
              });
        }
      }
      while (System.nanoTime() < end) {
        try {
          isAnswered();
          answered.incrementAndGet();
        } catch (IOException | AssertionError failure) {
          failures.add(failure);
        }
        memory.accumulateAndGet(ownKib(), Math::max);
      }
      over.set(true);
      threads.shutdownNow();
    }
    assertThat(failures).isEmpty();
    assertThat(answered).hasPositiveValue();
    assertThat(memory).hasValueLessThan(MOST_OWN_KIB);
    Thread.sleep(1000);
    long after = slowestButOnePercent();
    LOG.infof(
        "%s rounds answered; at most %s KiB of its own; p99 %d ns before, %d ns after",
        answered, memory, before, after);
    assertThat(after)
        .as("%d ns before", before)
        .isLessThan(SLOWER * Math.max(before, WORTH_COMPARING_NANOS));
    isWell();
  }

  /** One connection of a hostile client, until it ends. */
  private interface Attack {
    void run() throws IOException, InterruptedException;
  }

  private void besiege(Attack attack) throws InterruptedException {
    while (!over.get()) {
      try {
        attack.run();
      } catch (IOException _) {
        // cut off: once more
      }
      Thread.sleep(1000);
    }
  }

  private void halfAHead() throws IOException, InterruptedException {
    try (Wire wire = open()) {
      wire.send("POST /api/v1/organization/" + HOST + "a: b\r\n".repeat(80));
      while (!over.get()) {
        Thread.sleep(1000);
        wire.send("x");
      }
    }
  }

  private void halfABody() throws IOException, InterruptedException {
    try (Wire wire =
        hold(
            service.port(),
            "POST /api/v1/organization/" + HOST + BODY + "1048570\r\n\r\n",
            1_048_569)) {
      waitForTheEnd(wire);
    }
  }

  private void bodyThatDrips() throws IOException, InterruptedException {
    try (Wire wire = open()) {
      wire.send("POST /v2/auth" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
      while (!over.get()) {
        wire.send("1\r\nx\r\n".repeat(10));
        Thread.sleep(100);
      }
    }
  }

  private void silence() throws IOException, InterruptedException {
    try (Wire wire = open()) {
      waitForTheEnd(wire);
    }
  }

  private void longBody() throws IOException, InterruptedException {
    try (Wire wire = open()) {
      wire.send("POST /oauth/revoke" + HOST + "Content-Length: 10485760\r\n\r\n");
      for (int i = 0; i < 160 && !over.get(); i++) {
        wire.send(CHUNK);
        Thread.sleep(200);
      }
    }
  }

  private void answersNotTaken() throws IOException, InterruptedException {
    try (Wire wire = Wire.narrow(service.port(), TIMEOUT_MILLIS)) {
      wire.send(("GET /api/v1/discovery" + HOST + "\r\n").repeat(4));
      for (int i = 0; i < 30 && !over.get(); i++) {
        Thread.sleep(1000); // closed before its time or not
      }
    }
  }

  private void waitForTheEnd(Wire wire) throws IOException, InterruptedException {
    while (!over.get() && !wire.isClosedByService()) {
      Thread.sleep(100);
    }
  }

  private Wire open() throws IOException {
    return Wire.open(service.port(), TIMEOUT_MILLIS);
  }

  private static Wire hold(int port, String head, int bytes) throws IOException {
    Wire wire = Wire.open(port, TIMEOUT_MILLIS).send(head);
    try {
      for (int sent = 0; sent < bytes; sent += CHUNK.length) {
        wire.send(sent + CHUNK.length <= bytes ? CHUNK : new byte[bytes - sent]);
      }
    } catch (IOException _) {
      // it was cut off before its time
    }
    return wire;
  }

  private long slowestButOnePercent() throws IOException {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      isAnswered();
      times.add(System.nanoTime() - begun);
    }
    times.sort(null);
    return times.get(ROUNDS * 99 / 100);
  }

  /**
   * A probe, a read and a write, each on a connection of its own and without a second try. What is
   * read stays as large as it is, so that later rounds can be held against earlier ones.
   */
  private void isAnswered() throws IOException {
    try (Wire wire = Wire.open(service.managementPort(), TIMEOUT_MILLIS)) {
      assertThat(wire.send("GET /q/health/live" + HOST + "\r\n").answer().status()).isEqualTo(200);
    }
    assertThat(ask("GET", "/api/v1/organization/acme", "").status()).isEqualTo(200);
    create("org-" + names.incrementAndGet());
  }

  private void create(String name) throws IOException {
    String body = "{\"name\": \"%s\", \"email\": \"%s@x.org\"}".formatted(name, name);
    Wire.Answer created = ask("POST", "/api/v1/organization/", body);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
  }

  private Wire.Answer ask(String method, String path, String body) throws IOException {
    try (Wire wire = open()) {
      String length = body.isEmpty() ? "" : BODY + body.length() + "\r\n";
      return wire.send(method + " " + path + HOST + authorization + length + "\r\n" + body)
          .answer();
    }
  }

  private void isWell() throws IOException {
    assertThat(service.isAlive()).isTrue();
    assertThat(Files.readString(service.log()))
        .doesNotContain("OutOfMemory")
        .doesNotContain("ERROR");
    assertThat(ownKib()).isLessThan(MOST_OWN_KIB);
  }

  /** Pages of the process's own, but for those of the trained cache. */
  private long ownKib() throws IOException {
    long kib = 0;
    boolean cache = false;
    for (String line : Files.readAllLines(Path.of("/proc/" + service.handle().pid() + "/smaps"))) {
      if (MAPPING.matcher(line).lookingAt()) {
        cache = line.endsWith(".aot");
      } else if (!cache && line.startsWith("Anonymous:")) {
        kib += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return kib;
  }
}
