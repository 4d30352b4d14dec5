package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.journey.Waiting;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What a test finds when it begins. */
public final class Scene {

  /** Ids of rows that came by SQL: far above those of the journal. */
  private static final AtomicLong ROW = new AtomicLong(1L << 40);

  /** The teams that were made for tests, by organization. */
  private static final Map<String, Set<String>> TEAMS = new ConcurrentHashMap<>();

  private Scene() {}

  /** An organization in which every {@link Viewer} is what its name says; {@code ada} made it. */
  public static String organization() {
    String name = organizationOf(Viewer.ADM);
    addTeam(name, "crew", "member", Viewer.MEM.username());
    addTeam(name, "builders", "creator", Viewer.CREATOR.username());
    return name;
  }

  /** An organization with its creator in it and nobody else; its e-mail is {@code <name>@x.org}. */
  public static String organizationOf(Viewer creator) {
    String name = Wharfinger.fresh("org");
    String body = "{\"name\": \"%s\", \"email\": \"%s@x.org\"}".formatted(name, name);
    isText(creator.sends(body).post("/organization/"), 201, "Created");
    return name;
  }

  /** A repository, made by {@code ada}; its path as it stands in routes. */
  public static String repository(String namespace, String name, boolean isPublic) {
    String body =
        "{\"namespace\": \"%s\", \"repository\": \"%s\", \"visibility\": \"%s\", \"description\": \"%s\"}"
            .formatted(namespace, name, isPublic ? "public" : "private", "About " + name);
    var _ = json(Viewer.ADM.sends(body).post("/repository"), 201);
    return "/repository/" + namespace + "/" + name;
  }

  /** A robot of an organization, made by {@code ada}; the whole name of it. */
  public static String robot(String organization, String shortName) {
    return json(
            Viewer.ADM.asks().put("/organization/" + organization + "/robots/" + shortName), 201)
        .get("name")
        .textValue();
  }

  /** A permission on a repository, given by {@code ada}. */
  public static void grant(String repository, String kind, String holder, String role) {
    var _ =
        json(
            Viewer.ADM
                .sends("{\"role\": \"" + role + "\"}")
                .put(repository + "/permissions/" + kind + "/" + holder),
            200);
  }

  /** A repository that mirrors another one, with the robot {@code ferry}; its path in routes. */
  public static String mirror(String organization, String name) {
    String repository = repository(organization, name, false);
    String body =
        """
        {"external_reference": "8.8.8.8/acme/web", "sync_interval": 3600, "sync_start_date": "2026-01-01T00:00:00Z",
         "root_rule": {"rule_kind": "tag_glob_csv", "rule_value": ["v*"]}, "skopeo_timeout_interval": 300,
         "robot_username": "%s"}
        """
            .formatted(robot(organization, "ferry"));
    isText(Viewer.ADM.sends(body).post(repository + "/mirror"), 201, "");
    return repository;
  }

  /** An application of an organization of {@code ada}'s; its client id. */
  public static String application(String organization) {
    String body = "{\"name\": \"crane\", \"redirect_uri\": \"https://crane.example/back\"}";
    return json(Viewer.ADM.sends(body).post("/organization/" + organization + "/applications"), 200)
        .get("client_id")
        .textValue();
  }

  /** A token of {@code ada}'s for an application: its view, with its text. */
  public static JsonNode applicationToken(String organization, String clientId, String scope) {
    String body = "{\"name\": \"shift\", \"scope\": \"%s\"}".formatted(scope);
    String path = "/organization/%s/applications/%s/tokens".formatted(organization, clientId);
    return json(Viewer.ADM.sends(body).post(path), 200);
  }

  /** A team with one member, in an organization of {@code ada}'s. */
  public static void addTeam(String organization, String team, String role, String member) {
    addTeam(Viewer.ADM, organization, team, role, member);
  }

  /** A team with one member, in an organization of this administrator's. */
  public static void addTeam(
      Viewer administrator, String organization, String team, String role, String member) {
    Viewer.ofName(member).ifPresent(Viewer::arrives);
    String path = "/organization/" + organization + "/team/" + team;
    var _ = json(administrator.sends("{\"role\": \"" + role + "\"}").put(path), 200);
    var _ = json(administrator.sends("{}").put(path + "/members/" + member), 200);
    TEAMS.computeIfAbsent(organization, _ -> ConcurrentHashMap.newKeySet()).add(team);
  }

  /** A service key of service {@code quay} that nobody approved yet, as a service submits it. */
  public static String serviceKey() {
    String kid = Wharfinger.fresh("kid");
    Wharfinger.shared()
        .sql(
            "INSERT INTO service_key (id, kid, service, name, jwk, metadata, created, created_seq)"
                + " VALUES (?, ?, 'quay', 'submitted', ?::jsonb, '{}', now(), 0)",
            ROW.incrementAndGet(),
            kid,
            "{\"kty\": \"RSA\", \"e\": \"AQAB\", \"n\": \"AQAB\", \"kid\": \"" + kid + "\"}");
    return kid;
  }

  /** A build in an organization's repository {@code goods}, which is made with it; it waits. */
  public static String build(String organization) {
    var _ = repository(organization, "goods", false);
    String uuid = Wharfinger.fresh("build");
    reportBuild(
        Wharfinger.shared(), organization, uuid, "\"phase\": \"waiting\", \"has_retries\": true");
    return uuid;
  }

  /**
   * Reports a build in an organization's repository {@code goods}, as a builder does, and waits
   * until it is projected.
   *
   * @param keys the phase, and what else the report says of the build
   */
  public static void reportBuild(
      Wharfinger service, String organization, String uuid, String keys) {
    String event = Wharfinger.fresh("report");
    String body =
        """
        {"events": [{"id": "%1$s", "timestamp": "%2$s", "action": "build",
          "target": {"repository": "%3$s/goods"},
          "build": {"uuid": "%4$s", "started": "2026-08-21T16:02:54Z",
            "display_name": "build of %4$s", %5$s}}]}
        """
            .formatted(event, Instant.now(), organization, uuid, keys);
    isDone(
        service
            .request(Wharfinger.REGISTRY_SECRET)
            .contentType(ContentType.JSON)
            .body(body)
            .post("/registry/events"));
    Waiting.until(
        "the report of a build is projected",
        () ->
            service.count(
                    "SELECT count(*) FROM activity.build WHERE uuid = ? AND event = ?", uuid, event)
                == 1);
  }

  /**
   * What is shown of a namespace before its size is added up for the first time, which a job does
   * every now and then: its last result is taken back until it did not come in between.
   */
  public static JsonNode beforeBackfill(String namespace, Supplier<JsonNode> view) {
    List<JsonNode> shown = new ArrayList<>();
    Waiting.until(
        "the size of " + namespace + " waits for its job",
        () -> {
          Wharfinger.shared()
              .sql(
                  "DELETE FROM activity.namespace_size WHERE namespace ="
                      + " (SELECT id FROM namespace WHERE name = ?)",
                  namespace);
          JsonNode now = view.get();
          shown.add(now);
          return now.at("/quota_report/backfill_status").textValue().equals("waiting");
        });
    return shown.getLast();
  }

  /**
   * The usage log of an organization, newest first, as the read-only superuser sees it; without
   * what {@link #addTeam} left in it.
   */
  public static JsonNode logs(String organization) {
    JsonNode page = json(Viewer.ROSU.asks().get("/organization/" + organization + "/logs"), 200);
    List<JsonNode> logs = new ArrayList<>();
    page.get("logs").forEach(logs::add);
    for (String team : TEAMS.getOrDefault(organization, Set.of())) {
      removeOldest(logs, "org_create_team", team);
      removeOldest(logs, "org_add_team_member", team);
    }
    return JsonNodeFactory.instance.arrayNode().addAll(logs);
  }

  private static void removeOldest(List<JsonNode> logs, String kind, String team) {
    for (int i = logs.size() - 1; i >= 0; i--) {
      if (logs.get(i).get("kind").textValue().equals(kind)
          && logs.get(i).at("/metadata/team").asText().equals(team)) {
        logs.remove(i);
        return;
      }
    }
  }

  /** The newest entry's kind and metadata; ids of tokens left out. */
  public static JsonNode lastLog(String organization) {
    JsonNode entry = logs(organization).get(0);
    return metadata(entry);
  }

  /** The kinds of a page of a usage log, in its order. */
  public static List<String> kinds(JsonNode logs) {
    List<String> kinds = new ArrayList<>();
    logs.forEach(entry -> kinds.add(entry.get("kind").textValue()));
    return kinds;
  }

  /** Kind and metadata of an entry; what tells of the token left out. */
  public static JsonNode metadata(JsonNode entry) {
    ObjectNode copy = entry.get("metadata").deepCopy();
    copy.remove("oauth_token_id");
    copy.remove("oauth_token_application_id");
    copy.remove("oauth_token_application");
    return copy.put("kind", entry.get("kind").textValue());
  }
}
