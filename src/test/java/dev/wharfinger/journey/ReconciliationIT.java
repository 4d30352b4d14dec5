package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.RegistryProcess;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Walks over a real registry that has reported nothing, or what is no longer so. */
class ReconciliationIT {

  private static final String WALK = "/api/wharfinger/v1/superuser/reconciliation";
  private static final String SECRET = "reports-of-the-harbour-registry";
  private static final Path FOLDER = Path.of("target", "reconciliation-it");
  private static final String OF_NOBODY = DirectRegistry.digest("nobody has it");

  private static final String SIZES =
      "SELECT r.name || ' ' || s.size_bytes FROM activity.repository_size s"
          + " JOIN wharfinger.repository r ON r.id = s.repository WHERE s.size_bytes > 0 ORDER BY 1";

  private final StackAddresses servers = LocalStack.shared();
  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(servers, where.database());
  private final int port = Ports.free();
  private final DirectRegistry registry =
      new DirectRegistry(FOLDER.resolve(UUID.randomUUID().toString()));

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void correctsWhatIsNotAsTheRegistryHasIt() throws Exception {
    try (ServiceProcess service = start("0");
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl());
        ApiClient reporter = new ApiClient(service.baseUrl(), SECRET);
        RegistryProcess _ = registry.attach(service.baseUrl(), port)) {
      assertThat(admin.createOrganization("acme", Optional.empty()).is(201)).isTrue();
      create(admin, "goods");
      create(admin, "lost");
      create(admin, "empty");
      String hull = registry.push("acme/goods", "hull", "plank", "a longer plank");
      String deck = registry.push("acme/goods", "deck", "plank", "a board");
      var _ = registry.push("acme/goods", "arm", "an arm");
      String arm = registry.push("acme/goods", "arm", "another arm");
      String multi = registry.pushIndex("acme/goods", "multi", Map.of(hull, 1, arm, 1));
      String thrown = registry.push("acme/goods", "thrown", "what is thrown away");
      var _ = registry.push("stray/ship", "1", "nobody's plank");
      report(reporter, "acme/goods", "deck", hull, Map.of(DirectRegistry.digest("plank"), 5_000L));
      report(reporter, "acme/goods", "gone", OF_NOBODY, Map.of(OF_NOBODY, 7L));
      report(reporter, "acme/goods", "thrown", thrown, Map.of());
      report(reporter, "acme/lost", "1", OF_NOBODY, Map.of(OF_NOBODY, 7L));
      registry.delete("acme/goods", thrown);
      Waiting.until("reports are projected", () -> tags(admin, "lost").containsKey("1"));
      Waiting.until("and the others", () -> tags(admin, "goods").size() == 3);
      Waiting.millis(1_100); // the registry tells its time in seconds

      JsonNode walk = walk(admin);
      assertThat(walk.path("outcome").asText()).isEqualTo("completed");
      assertThat(walk.path("repositories").toString())
          .isEqualTo("{\"total\":3,\"visited\":3,\"unknown\":1,\"failed\":0}");
      assertThat(walk.path("corrected").path("tags_set").asLong())
          .as("hull, deck, arm, multi")
          .isEqualTo(4);
      assertThat(walk.path("corrected").path("tags_deleted").asLong())
          .as("gone, thrown, and that of the lost repository")
          .isEqualTo(3);
      assertThat(walk.path("corrected").path("manifests_deleted").asLong()).isEqualTo(3);
      Waiting.until(
          "what the service knows is what the registry has",
          () ->
              tags(admin, "goods")
                      .equals(Map.of("hull", hull, "deck", deck, "arm", arm, "multi", multi))
                  && tags(admin, "lost").isEmpty());
      long bytes = registry.size(hull, deck, arm);
      Waiting.until(
          "sizes are those of the blobs, byte for byte",
          () -> tables.texts(SIZES).equals(List.of("goods " + bytes)));
      assertThat(log(admin, "goods")).contains("repository_reconciled");
      assertThat(log(admin, "goods")).doesNotContain("push_repo", "pull_repo");
      assertThat(log(admin, "empty")).doesNotContain("repository_reconciled");

      assertThat(walk(admin).path("corrected").toString())
          .as("there is nothing left to correct")
          .isEqualTo(
              "{\"tags_set\":0,\"tags_deleted\":0,\"manifests_set\":0,\"manifests_deleted\":0,\"blob_sizes\":0}");
      assertThat(events().getOrDefault("repository-reconciled.v1", 0)).isEqualTo(2);
      assertThat(events().getOrDefault("reconciliation-ended.v1", 0)).isEqualTo(2);
    }
  }

  @Test
  void goesOnWhereAnInstanceDied() throws Exception {
    int repositories = 12;
    ServiceProcess first = start("150");
    try (ApiClient admin = ApiClient.ofFirstUser(first.baseUrl());
        RegistryProcess _ = registry.attach(first.baseUrl(), port)) {
      assertThat(admin.createOrganization("acme", Optional.empty()).is(201)).isTrue();
      for (int i = 0; i < repositories; i++) {
        create(admin, "goods" + i);
        var _ = registry.push("acme/goods" + i, "1", "plank " + i);
      }
      assertThat(admin.post(WALK, Map.of()).is(201)).isTrue();
      assertThat(admin.post(WALK, Map.of()).is(202)).as("one at a time").isTrue();
      Waiting.until("some were visited", () -> visited(admin) >= 3);
      JsonNode before = admin.get(WALK).body();
      first.kill();
      assertThat(before.path("running").booleanValue()).isTrue();
      assertThat(before.path("repositories").path("visited").asInt()).isLessThan(repositories);
      try (ServiceProcess second = start("0");
          ApiClient again = admin.at(second.baseUrl())) {
        assertThat(visited(again)).isGreaterThanOrEqualTo(3);
        JsonNode walk = ended(again);
        assertThat(walk.path("walk")).isEqualTo(before.path("walk"));
        assertThat(walk.path("repositories").path("visited").asInt())
            .as("none of them twice")
            .isEqualTo(repositories);
        Waiting.until(
            "all are known", () -> tags(again, "goods" + (repositories - 1)).containsKey("1"));
        for (int i = 0; i < repositories; i++) {
          assertThat(tags(again, "goods" + i)).containsKey("1");
        }
      }
    }
  }

  private ServiceProcess start(String pause) {
    return Instances.start(
        FOLDER.resolve(Integer.toString(port)),
        where,
        Map.of(
            "WHARFINGER_REGISTRY_URL",
            "http://127.0.0.1:" + port,
            "WHARFINGER_REGISTRY_EVENTS_SECRET",
            SECRET,
            "WHARFINGER_RECONCILIATION_PAUSE_MILLISECONDS",
            pause));
  }

  private static void create(ApiClient admin, String name) {
    assertThat(
            admin
                .post(
                    "/api/v1/repository",
                    Map.of(
                        "namespace",
                        "acme",
                        "repository",
                        name,
                        "visibility",
                        "private",
                        "description",
                        ""))
                .is(201))
        .isTrue();
  }

  private static void report(
      ApiClient reporter, String repository, String tag, String digest, Map<String, Long> layers) {
    List<Map<String, Object>> references =
        layers.entrySet().stream()
            .map(
                layer -> Map.<String, Object>of("digest", layer.getKey(), "size", layer.getValue()))
            .toList();
    assertThat(
            reporter
                .post(
                    "/api/v1/registry/events",
                    Map.of(
                        "events",
                        List.of(
                            Map.of(
                                "id", UUID.randomUUID().toString(),
                                "timestamp", Instant.now().toString(),
                                "action", "push",
                                "actor", Map.of("name", "$wharfinger"),
                                "target",
                                    Map.of(
                                        "repository", repository,
                                        "tag", tag,
                                        "digest", digest,
                                        "mediaType", "application/vnd.oci.image.manifest.v1+json",
                                        "references", references)))))
                .is(204))
        .isTrue();
  }

  private JsonNode walk(ApiClient admin) {
    assertThat(admin.post(WALK, Map.of()).is(201)).isTrue();
    return ended(admin);
  }

  private static JsonNode ended(ApiClient admin) {
    Waiting.until("the walk is over", () -> !admin.get(WALK).body().path("running").booleanValue());
    return admin.get(WALK).body();
  }

  private static int visited(ApiClient admin) {
    return admin.get(WALK).body().path("repositories").path("visited").asInt();
  }

  private static Map<String, String> tags(ApiClient admin, String repository) {
    Map<String, String> tags = new TreeMap<>();
    admin
        .get("/api/v1/repository/acme/" + repository + "/tag/?onlyActiveTags=true&limit=100")
        .body()
        .path("tags")
        .forEach(tag -> tags.put(tag.path("name").asText(), tag.path("manifest_digest").asText()));
    return tags;
  }

  private static List<String> log(ApiClient admin, String repository) {
    return admin
        .get("/api/v1/repository/acme/" + repository + "/logs")
        .body()
        .path("logs")
        .valueStream()
        .map(entry -> entry.path("kind").asText())
        .toList();
  }

  private Map<String, Integer> events() {
    Map<String, Integer> events = new HashMap<>();
    Chain.read(servers.bootstrapServers(), where.topicPrefix()).valid().stream()
        .flatMap(record -> record.path("events").valueStream())
        .forEach(event -> events.merge(event.path("type").asText(), 1, Integer::sum));
    return events;
  }
}
