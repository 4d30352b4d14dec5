package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Answers with many rows stay small whatever the rows say. Texts longer than today's bounds come by
 * SQL, as a journal of earlier days would bring them.
 */
class PageBytesApiTest {

  private static final int MANY = 15_000;

  private static final int PAGE = 4 * 1024 * 1024;
  private static final Wharfinger SERVICE = Wharfinger.shared();

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String home = "/organization/" + organization;

  @Test
  void endsAPageOfRepositoriesEarly() {
    for (int i = 0; i < 9; i++) {
      var _ = Scene.repository(organization, "goods" + i, false);
    }
    SERVICE.sql(
        "UPDATE repository SET description = repeat(chr(1), 100000) WHERE namespace ="
            + " (SELECT id FROM namespace WHERE name = ?)",
        organization);
    Set<String> names = new HashSet<>();
    String next = "";
    int pages = 0;
    do {
      Response answer =
          Viewer.ADM.asks().get("/repository?namespace=" + organization + "&next_page=" + next);
      assertThat(answer.asString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(PAGE);
      JsonNode page = json(answer, 200);
      page.get("repositories").forEach(each -> names.add(each.get("name").textValue()));
      next = page.path("next_page").asText("");
      pages++;
    } while (!next.isEmpty());
    assertThat(names).hasSize(9);
    assertThat(pages).isEqualTo(2);
  }

  @Test
  void showsARepositoryThatIsLargerThanAPage() {
    for (int i = 0; i < 2; i++) {
      var _ = Scene.repository(organization, "goods" + i, false);
    }
    SERVICE.sql(
        "UPDATE repository SET description = repeat('x', 5000000) WHERE namespace ="
            + " (SELECT id FROM namespace WHERE name = ?)",
        organization);
    String path = "/repository?namespace=" + organization;
    JsonNode first = json(Viewer.ADM.asks().get(path), 200);
    assertThat(first.get("repositories")).hasSize(1);
    JsonNode second =
        json(Viewer.ADM.asks().get(path + "&next_page=" + first.get("next_page").textValue()), 200);
    assertThat(second.at("/repositories/0/name").textValue()).isEqualTo("goods1");
    assertThat(second.has("next_page")).isFalse();
  }

  @Test
  void endsAPageOfLogsEarly() {
    for (int i = 0; i < 7; i++) {
      Answers.isOk(Viewer.ADM.sends("{\"role\": \"member\"}").put(home + "/team/crew" + i));
    }
    SERVICE.sql(
        "UPDATE usage_log SET metadata = metadata || jsonb_build_object('old', repeat('x', 1000000))"
            + " WHERE namespace = (SELECT id FROM namespace WHERE name = ?)",
        organization);
    JsonNode whole = json(Viewer.ADM.asks().get(home + "/logs"), 200);
    assertThat(whole.get("logs").size()).isEqualTo(3);
    assertThat(whole.has("next_page")).isTrue();
    int entries = 0;
    String next = "";
    do {
      Response answer = Viewer.ADM.asks().get(home + "/logs?next_page=" + next);
      assertThat(answer.asString().length()).isLessThan(PAGE);
      JsonNode page = json(answer, 200);
      entries += page.get("logs").size();
      next = page.path("next_page").asText("");
    } while (!next.isEmpty());
    assertThat(entries).isEqualTo(8);
  }

  @Test
  void cutsTheDescriptionsOfManyTeams() {
    for (int i = 0; i < 28; i++) {
      Scene.addTeam(organization, "crew" + i, "member", "ada");
    }
    String describe =
        "UPDATE team SET description = repeat('x', ?) WHERE organization ="
            + " (SELECT id FROM namespace WHERE name = ?)";
    SERVICE.sql(describe, 1_000_000, organization);
    JsonNode teams = json(Viewer.ADM.asks().get(home), 200).get("teams");
    assertThat(teams).hasSize(29);
    assertThat(teams.at("/crew7/description").textValue()).isEqualTo("x".repeat(64) + "\u2026");
    SERVICE.sql(describe, 4_096, organization);
    assertThat(json(Viewer.ADM.asks().get(home), 200).at("/teams/crew7/description").textValue())
        .hasSize(4_096);
  }

  @Test
  void refusesTheFirstItemTooManyOfAListThatIsAnsweredWhole() {
    String member = "{\"role\": \"member\"}";
    fill("team (id, organization, name, role, description)", "o.id, 't' || g, 'member', ''", 4_998);
    isFull(
        "teams of an organization", name -> Viewer.ADM.sends(member).put(home + "/team/" + name));
    Answers.isOk(Viewer.ADM.sends("{\"role\": \"creator\"}").put(home + "/team/last"));

    fill(
        "team_invitation (id, team, inviter, email, code_digest)",
        "(SELECT id FROM team WHERE organization = o.id AND name = 'owners'), a.id,"
            + " 'm' || g || '@x.org', o.name || g",
        4_998);
    isFull(
        "members of a team",
        name ->
            Viewer.ADM
                .asks()
                .put(home + "/team/owners/members/" + Scene.robot(organization, name)));

    fill(
        "application (id, owner, client_id, name, description, application_uri, redirect_uri)",
        "o.id, o.name || g, 'a', '', '', ''",
        4_999);
    isFull(
        "applications of an organization",
        name ->
            Viewer.ADM.sends("{\"name\": \"%s\"}".formatted(name)).post(home + "/applications"));

    fill(
        "prototype (id, uuid, organization, account, role)",
        "gen_random_uuid(), o.id, a.id, 'read'",
        4_999);
    isFull(
        "default permissions of an organization",
        _ ->
            Viewer.ADM
                .sends(
                    "{\"role\": \"read\", \"delegate\": {\"name\": \"ada\", \"kind\": \"user\"}}")
                .post(home + "/prototypes"));

    String goods = Scene.repository(organization, "goods", false);
    fill(
        "repository_permission (id, repository, team, role)",
        "(SELECT id FROM repository WHERE namespace = o.id),"
            + " (SELECT id FROM team WHERE organization = o.id AND name = 't' || g), 'read'",
        4_998);
    String read = "{\"role\": \"read\"}";
    Answers.isOk(Viewer.ADM.sends(read).put(goods + "/permissions/team/last"));
    Answers.isOk(Viewer.ADM.sends(read).put(goods + "/permissions/team/owners"));
    fill("team (id, organization, name, role, description)", "o.id, 'more', 'member', ''", 1);
    Answers.isP400(
        Viewer.ADM.sends(read).put(goods + "/permissions/team/more"),
        "There can be at most 5000 permissions on a repository");
    Answers.isOk(Viewer.ADM.sends("{\"role\": \"write\"}").put(goods + "/permissions/team/last"));

    fill(
        "autoprune_policy (id, uuid, namespace, repository, method, value, tag_pattern_matches)",
        "gen_random_uuid(), o.id, (SELECT id FROM repository WHERE namespace = o.id),"
            + " 'number_of_tags', (6000 + g)::text, true",
        4_999);
    isFull("policies of a repository", name -> prune(goods, name.length()));
    var _ = json(prune(home, 1), 201);
    forgetAll();
  }

  @Test
  void refusesTheFirstNotificationTooMany() {
    String goods = Scene.repository(organization, "goods", false);
    fill(
        "repository_notification (id, uuid, repository, event, method, config, event_config, generation)",
        "gen_random_uuid(), (SELECT id FROM repository WHERE namespace = o.id), 'repo_push', 'slack', '{}', '{}', 1",
        99);
    String one =
        """
        {"event": "repo_push", "method": "slack", "config": {"url": "x"}, "eventConfig": {}}
        """;
    assertThat(Viewer.ADM.sends(one).post(goods + "/notification/").statusCode()).isEqualTo(201);
    Answers.isP400(
        Viewer.ADM.sends(one).post(goods + "/notification/"),
        "There can be at most 100 notifications of a repository");
    forgetAll();
  }

  private static Response prune(String owner, int most) {
    return Viewer.ADM
        .sends("{\"method\": \"number_of_tags\", \"value\": %d}".formatted(most))
        .post(owner + "/autoprunepolicy/");
  }

  @Test
  void refusesTheFirstRobotTooMany() {
    fill(
        "namespace (id, kind, name, email, subject_key, tag_expiration_s, created)",
        "'robot', o.name || '+r' || g, '', o.subject_key, 0, now()",
        4_999);
    SERVICE.sql(
        "INSERT INTO robot (account, owner, short_name, description, metadata, token)"
            + " SELECT r.id, o.id, split_part(r.name, '+', 2), '', '{}', '' FROM namespace r"
            + " JOIN namespace o ON o.name = ? AND r.name LIKE o.name || '+%'",
        organization);
    isFull("robots of an account", name -> Viewer.ADM.asks().put(home + "/robots/" + name));
    forgetAll();
  }

  /** Other tests need not wade through them. */
  private void forgetAll() {
    SERVICE.sql(
        "DELETE FROM namespace WHERE name = ? OR name LIKE ? || '+%'", organization, organization);
  }

  /** Rows that name the organization {@code o}, its maker {@code a} and a number {@code g}. */
  private void fill(String table, String values, int count) {
    SERVICE.sql(
        "INSERT INTO %s SELECT %d + g, %s FROM namespace o, namespace a, generate_series(1, %d) g WHERE o.name = ? AND a.name = 'ada'"
            .formatted(
                table, ThreadLocalRandom.current().nextLong(1L << 45, 1L << 46), values, count),
        organization);
  }

  /** One more fits, and no other. */
  private static void isFull(String list, Function<String, Response> adding) {
    assertThat(adding.apply("last").statusCode()).as(list).isIn(200, 201);
    Answers.isP400(adding.apply("beyond"), "There can be at most 5000 " + list);
  }

  @Test
  void cutsTheDescriptionsOfManyRobotsAndApplications() {
    for (int i = 0; i < 3; i++) {
      var _ = Scene.robot(organization, "crane" + i);
      var _ = Scene.application(organization);
    }
    SERVICE.sql(
        "UPDATE robot SET description = repeat('x', 1000000) WHERE owner ="
            + " (SELECT id FROM namespace WHERE name = ?)",
        organization);
    SERVICE.sql(
        "UPDATE application SET description = repeat('x', 1000000) WHERE owner ="
            + " (SELECT id FROM namespace WHERE name = ?)",
        organization);
    String cut = "x".repeat(64) + "\u2026";
    assertThat(
            json(Viewer.ADM.asks().get(home + "/robots"), 200)
                .at("/robots/0/description")
                .textValue())
        .isEqualTo(cut);
    assertThat(
            json(Viewer.ADM.asks().get(home + "/applications"), 200)
                .at("/applications/0/description")
                .textValue())
        .isEqualTo(cut);
    assertThat(
            json(Viewer.ADM.asks().get(home + "/robots/crane1"), 200)
                .get("description")
                .textValue())
        .as("by itself it is whole")
        .hasSize(1_000_000);
  }

  /** On a database of its own: others would list what is made here. */
  @Test
  void endsAListWithoutPagesSomewhere() {
    Wharfinger alone = Wharfinger.empty("lists", Map.of());
    try {
      String token =
          post(
                  alone.request(),
                  "/user/initialize",
                  "{\"username\": \"root\", \"password\": \"rootpassword\","
                      + " \"email\": \"root@example.com\", \"access_token\": true}")
              .get("access_token")
              .textValue();
      var _ =
          post(
              alone.request(token),
              "/organization/",
              "{\"name\": \"acme\", \"email\": \"acme@example.com\"}");
      fillNamespaces(alone, "user");
      alone.sql(
          "INSERT INTO team_member (id, team, account) SELECT u.id, t.id, u.id"
              + " FROM namespace u, team t WHERE u.kind = 'user' AND u.name <> 'root'");
      JsonNode members =
          json(alone.request(token).get("/organization/acme/members"), 200).get("members");
      assertThat(members.size()).isGreaterThan(5_000).isLessThan(MANY);
      assertThat(members.at("/0/name").textValue()).isEqualTo("root");

      fillNamespaces(alone, "organization");
      alone.sql(
          "INSERT INTO team (id, organization, name, role, description)"
              + " SELECT id, id, 'crew', 'member', '' FROM namespace"
              + " WHERE kind = 'organization' AND name <> 'acme'");
      alone.sql(
          "INSERT INTO team_member (id, team, account) SELECT t.id, t.id, u.id"
              + " FROM team t, namespace u WHERE t.name = 'crew' AND u.name = 'root'");
      JsonNode own = json(alone.request(token).get("/user/"), 200).get("organizations");
      assertThat(own.size()).isGreaterThan(5_000).isLessThan(MANY);
    } finally {
      alone.stop();
    }
  }

  private static JsonNode post(RequestSpecification request, String path, String body) {
    Response answer = request.contentType(ContentType.JSON).body(body).post(path);
    assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
    return json(answer.asString());
  }

  private static void fillNamespaces(Wharfinger service, String kind) {
    String ending = "x".repeat(220);
    service.sql(
        "INSERT INTO namespace (id, kind, name, email, subject_key, tag_expiration_s, created)"
            + " SELECT ? + g, ?, g || ?, g || ?, gen_random_uuid(), 0, now()"
            + " FROM generate_series(1, ?) g",
        ThreadLocalRandom.current().nextLong(1L << 45, 1L << 46),
        kind,
        kind.charAt(0) + ending,
        kind + ending,
        MANY);
  }

  @Test
  void endsTheLogOfABuildEarly() {
    String uuid = Scene.build(organization);
    SERVICE.sql(
        "INSERT INTO activity.build_log (repository, build, position, message)"
            + " SELECT repository, uuid, n, 'line' FROM activity.build, generate_series(0, 10000) n"
            + " WHERE uuid = ?",
        uuid);
    String path = "/superuser/" + uuid + "/logs";
    JsonNode log = json(Viewer.SU.asks().get(path), 200);
    assertThat(log.get("total").intValue()).isEqualTo(10_001);
    assertThat(log.get("logs")).hasSize(10_000);
    assertThat(json(Viewer.SU.asks().get(path + "?start=10000"), 200).get("logs")).hasSize(1);
  }
}
