package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What a test finds when it begins. */
public final class Scene {

  /** Ids of rows that came by SQL: far above those of the journal. */
  private static final AtomicLong ROW = new AtomicLong(1L << 40);

  private Scene() {}

  /** An organization in which every {@link Viewer} is what his name says; {@code ada} made it. */
  public static String organization() {
    String name = organizationOf(Viewer.ADM);
    Viewer.MEM.arrives();
    Viewer.CREATOR.arrives();
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

  /** A team with one member. */
  public static void addTeam(String organization, String team, String role, String member) {
    long id = ROW.incrementAndGet();
    Wharfinger.shared()
        .sql(
            "INSERT INTO team (id, organization, name, role, description)"
                + " SELECT ?, id, ?, ?, '' FROM namespace WHERE name = ?",
            id,
            team,
            role,
            organization);
    Wharfinger.shared()
        .sql(
            "INSERT INTO team_member (id, team, account)"
                + " SELECT ?, ?, id FROM namespace WHERE name = ?",
            ROW.incrementAndGet(),
            id,
            member);
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
    String uuid = Wharfinger.fresh("build");
    long id = ROW.incrementAndGet();
    Wharfinger.shared()
        .sql(
            "INSERT INTO repository (id, namespace, name, is_public, state, created, status_token)"
                + " SELECT ?, id, 'goods', false, 'NORMAL', now(), gen_random_uuid() FROM namespace WHERE name = ?",
            id,
            organization);
    Wharfinger.shared()
        .sql(
            "INSERT INTO activity.build (uuid, repository, phase, started, display_name, has_retries)"
                + " VALUES (?, ?, 'waiting', '2026-08-21T16:02:54Z', 'build of ' || ?, true)",
            uuid,
            id,
            uuid);
    return uuid;
  }

  /** The usage log of an organization, newest first, as the read-only superuser sees it. */
  public static JsonNode logs(String organization) {
    return json(Viewer.ROSU.asks().get("/organization/" + organization + "/logs"), 200).get("logs");
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
