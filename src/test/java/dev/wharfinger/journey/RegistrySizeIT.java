package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two instances, one of which dies while it computes the size of the registry. */
class RegistrySizeIT {

  private static final String SIZE = "/api/v1/superuser/registrysize/";
  private static final Path FOLDER = Path.of("target", "registry-size-it");
  private static final Map<String, String> SWITCHES =
      Map.of("QUOTA_REGISTRY_SIZE_POLL_PERIOD", "1");

  private final StackAddresses servers = LocalStack.shared();
  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(servers, where.database());

  @Test
  void theOtherInstanceFinishesWhatADeadOneBegan() throws Exception {
    try (ServiceProcess first = Instances.start(FOLDER.resolve("1"), where, SWITCHES);
        ServiceProcess second = Instances.start(FOLDER.resolve("2"), where, SWITCHES);
        ApiClient admin = ApiClient.ofFirstUser(first.baseUrl());
        ApiClient onSecond = admin.at(second.baseUrl());
        Connection sql = connect();
        Statement statement = sql.createStatement()) {
      assertThat(admin.createOrganization("acme", Optional.empty()).is(201)).isTrue();
      store(statement);
      try (Watch watch = new Watch(List.of(admin, onSecond))) {
        assertThat(admin.post(SIZE, Map.of()).is(201)).isTrue();
        Waiting.until("the size is computed", () -> watch.last().path("last_ran").isNumber());
        assertThat(watch.last().path("size_bytes").asLong())
            .as("each blob once, whoever refers to it")
            .isEqualTo(111);
        long ran = watch.last().path("last_ran").asLong();

        sql.setAutoCommit(false);
        statement.execute("LOCK TABLE activity.blob IN ACCESS EXCLUSIVE MODE");
        assertThat(onSecond.post(SIZE, Map.of()).is(201)).isTrue();
        Waiting.until("somebody waits for the blobs", () -> tables.texts(SUMS).size() == 1);
        assertThat(admin.post(SIZE, Map.of()).is(202)).isTrue();
        ServiceProcess computing = holder(first, second);
        ApiClient survivor = computing == first ? onSecond : admin;
        computing.kill();
        statement.execute("INSERT INTO activity.blob VALUES ('sha256:d', 1000, 1)");
        sql.commit();
        Waiting.until(
            "the other has finished",
            () -> survivor.get(SIZE).body().path("last_ran").asLong() > ran);
        assertThat(survivor.get(SIZE).body().path("size_bytes").asLong()).isEqualTo(1111);
        assertThat(survivor.get(SIZE).body().path("running").booleanValue()).isFalse();
        watch.check();
      }
    }
    List<JsonNode> events =
        Chain.read(servers.bootstrapServers(), where.topicPrefix()).valid().stream()
            .flatMap(record -> record.path("events").valueStream())
            .filter(event -> event.path("type").asText().startsWith("registry-size"))
            .toList();
    assertThat(events)
        .extracting(event -> event.path("type").asText())
        .containsExactly(
            "registry-size-queued.v1",
            "registry-size-run-started.v1",
            "registry-size-computed.v1",
            "registry-size-queued.v1",
            "registry-size-run-started.v1",
            "registry-size-run-started.v1",
            "registry-size-computed.v1");
    assertThat(events.subList(3, 7))
        .extracting(event -> event.path("data").path("run").asText())
        .as("one run, two attempts")
        .containsOnly(events.get(3).path("data").path("run").asText());
  }

  /** By hand: {@code -Dregistry.blobs=10000000}. */
  @Test
  @EnabledIfSystemProperty(named = "registry.blobs", matches = "[0-9]+")
  void sumsManyBlobsWhileOthersWrite() throws Exception {
    long blobs = Long.getLong("registry.blobs");
    try (ServiceProcess service = Instances.start(FOLDER.resolve("many"), where, SWITCHES);
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl());
        Connection sql = connect();
        Statement statement = sql.createStatement()) {
      statement.execute(
          """
          ALTER TABLE activity.blob DROP CONSTRAINT blob_pkey;
          INSERT INTO activity.blob (digest, size_bytes, refs)
          SELECT 'sha256:' || md5(i::text) || md5((-i)::text), i %% 1000 + 1, 1 FROM generate_series(1, %d) i;
          ALTER TABLE activity.blob ADD PRIMARY KEY (digest) INCLUDE (size_bytes)
          """
              .formatted(blobs));
      long begun = System.nanoTime();
      assertThat(admin.post(SIZE, Map.of()).is(201)).isTrue();
      Set<Long> progress = new TreeSet<>();
      long written = 0;
      long slowest = 0;
      while (!admin.get(SIZE).body().path("last_ran").isNumber()) {
        long before = System.nanoTime();
        assertThat(admin.createOrganization("beside-" + written++, Optional.empty()).is(201))
            .isTrue();
        slowest = Math.max(slowest, System.nanoTime() - before);
        progress.add(summed(service));
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          "%d blobs summed in %.1f s; meanwhile %d organizations, the slowest in %d ms; %d steps seen%n",
          blobs, seconds, written, slowest / 1_000_000, progress.size());
      long expected = blobs / 1000 * 500_500;
      for (long i = blobs / 1000 * 1000 + 1; i <= blobs; i++) {
        expected += i % 1000 + 1;
      }
      assertThat(admin.get(SIZE).body().path("size_bytes").asLong()).isEqualTo(expected);
      assertThat(progress).as("how far it is can be seen").hasSizeGreaterThan(2);
      assertThat(Files.readString(service.log())).contains(" " + blobs + " blobs summed");
    }
  }

  private static long summed(ServiceProcess service) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(service.managementUrl() + "/q/metrics")).build(),
            HttpResponse.BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith("wharfinger_registry_size_blobs "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  /** Statements that read the blobs just now. */
  private static final String SUMS =
      "SELECT pid::text FROM pg_stat_activity WHERE datname = current_database()"
          + " AND state = 'active' AND query LIKE '%FROM activity.blob' || ' WHERE digest%'"
          + " AND pid <> pg_backend_pid()";

  private ServiceProcess holder(ServiceProcess first, ServiceProcess second) {
    String holder =
        tables.texts("SELECT holder FROM vault.lease WHERE name = 'registry-size'").getFirst();
    long pid = Long.parseLong(holder.split(" ", -1)[1]);
    return Stream.of(first, second)
        .filter(it ->
            Stream.concat(Stream.of(it.handle()), it.handle().descendants())
                .anyMatch(process -> process.pid() == pid))
        .findFirst()
        .orElseThrow();
  }

  private static void store(Statement statement) throws SQLException {
    statement.execute(
        """
        INSERT INTO repository (id, namespace, name, is_public, state, created, status_token)
        SELECT 1000000 + i, id, 'repository' || i, false, 'NORMAL', now(), gen_random_uuid()
        FROM namespace, generate_series(1, 2) i WHERE name = 'acme';
        SELECT activity.count_blobs(ARRAY[1000001, 1000001, 1000002, 1000002], ARRAY[n.id, n.id, n.id, n.id],
          ARRAY['sha256:a', 'sha256:b', 'sha256:b', 'sha256:c'], ARRAY[1, 10, 10, 100], ARRAY[1, 1, 1, 1], 0)
        FROM namespace n WHERE name = 'acme'
        """);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        servers.jdbcUrl(where.database()) + "?currentSchema=wharfinger",
        servers.user(),
        servers.password());
  }

  /** Asks all the time, and holds every answer against what must always be true. */
  private final class Watch implements AutoCloseable {

    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<JsonNode> seen = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    Watch(List<ApiClient> clients) {
      thread = Thread.startVirtualThread(() -> watch(clients));
    }

    private void watch(List<ApiClient> clients) {
      long ran = 0;
      while (!over.get()) {
        for (ApiClient client : clients) {
          if (client.get(SIZE) instanceof Reply.Answer answer && answer.is(200)) {
            ran = take(answer.body(), ran);
          }
        }
        if (tables.texts(SUMS).size() > 1) {
          wrong.add("two compute at once");
        }
        Waiting.millis(20);
      }
    }

    private long take(JsonNode body, long before) {
      long ran = body.path("last_ran").asLong();
      if (body.path("queued").booleanValue() && body.path("running").booleanValue()) {
        wrong.add("queued and running: " + body);
      }
      if (ran < before) {
        wrong.add("back from " + before + ": " + body);
      }
      if ((ran == 0) != (body.path("size_bytes").asLong() == 0)) {
        wrong.add("a size without its time: " + body);
      }
      seen.add(body);
      return Math.max(ran, before);
    }

    JsonNode last() {
      Waiting.until("somebody answered", () -> !seen.isEmpty());
      return seen.stream().reduce((_, last) -> last).orElseThrow();
    }

    void check() {
      over.set(true);
      assertThat(wrong).isEmpty();
      assertThat(seen).anyMatch(body -> body.path("running").booleanValue());
    }

    @Override
    public void close() throws InterruptedException {
      over.set(true);
      Objects.requireNonNull(thread).join();
    }
  }
}
