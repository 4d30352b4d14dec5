package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a walk treats a registry that counts its requests, or has lost its storage. */
class ReconciliationLimitsIT {

  private static final String WALK = "/api/wharfinger/v1/superuser/reconciliation";
  private static final Path FOLDER = Path.of("target", "reconciliation-limits-it");
  private static final int AT_A_TIME = 3;
  private static final int TAGS = 30;

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile String catalogue = "[\"acme/goods\"]";
  private HttpServer registry;

  @BeforeEach
  void serve() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 64);
    registry.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    registry.createContext("/v2/", this::answer);
    registry.start();
  }

  @AfterEach
  void stop() {
    registry.stop(0);
  }

  @Test
  void asksForNoMoreAtATimeThanItMay() {
    try (ServiceProcess service = start();
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      assertThat(admin.createOrganization("acme", Optional.empty()).is(201)).isTrue();
      create(admin, "goods");
      JsonNode walk = walk(admin);
      assertThat(walk.path("outcome").asText()).isEqualTo("completed");
      assertThat(walk.path("corrected").path("tags_set").asInt()).isEqualTo(TAGS);
      assertThat(most.get()).isBetween(2, AT_A_TIME);

      Waiting.until("the tags are known", () -> tags(admin) == TAGS);
      catalogue = "[]";
      assertThat(walk(admin).path("outcome").asText()).isEqualTo("empty_catalogue");
      catalogue = "";
      assertThat(walk(admin).path("outcome").asText()).isEqualTo("no_catalogue");
      assertThat(tags(admin)).as("nothing is forgotten").isEqualTo(TAGS);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      String path = exchange.getRequestURI().getPath();
      Waiting.millis(20);
      if (path.endsWith("/_catalog")) {
        reply(exchange, catalogue.isEmpty() ? 401 : 200, "{\"repositories\":" + catalogue + "}");
      } else if (path.endsWith("/tags/list")) {
        String names =
            IntStream.range(0, TAGS)
                .mapToObj(i -> "\"t" + i + "\"")
                .collect(Collectors.joining(","));
        reply(exchange, 200, "{\"tags\":[" + names + "]}");
      } else {
        exchange
            .getResponseHeaders()
            .set("Content-Type", "application/vnd.oci.image.manifest.v1+json");
        reply(exchange, 200, "{\"layers\":[],\"of\":\"" + path + "\"}");
      }
    } finally {
      now.decrementAndGet();
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private ServiceProcess start() {
    return Instances.start(
        FOLDER,
        where,
        Map.of(
            "WHARFINGER_REGISTRY_URL",
            "http://127.0.0.1:" + registry.getAddress().getPort(),
            "WHARFINGER_RECONCILIATION_REQUESTS",
            Integer.toString(AT_A_TIME),
            "WHARFINGER_RECONCILIATION_PAUSE_MILLISECONDS",
            "0"));
  }

  private static void create(ApiClient admin, String name) {
    Map<String, Object> body =
        Map.of("namespace", "acme", "repository", name, "visibility", "private", "description", "");
    assertThat(admin.post("/api/v1/repository", body).is(201)).isTrue();
  }

  private static JsonNode walk(ApiClient admin) {
    assertThat(admin.post(WALK, Map.of()).is(201)).isTrue();
    Waiting.until("the walk is over", () -> !admin.get(WALK).body().path("running").booleanValue());
    return admin.get(WALK).body();
  }

  private static int tags(ApiClient admin) {
    return admin
        .get("/api/v1/repository/acme/goods/tag/?onlyActiveTags=true&limit=100")
        .body()
        .path("tags")
        .size();
  }
}
