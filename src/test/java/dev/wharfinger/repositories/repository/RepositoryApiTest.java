package dev.wharfinger.repositories.repository;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories, through all operations but the list. */
class RepositoryApiTest {

  private static final JsonNode SUCCESS = json("{\"success\": true}");
  private static final String PUBLIC = "{\"visibility\": \"public\"}";

  private final String organization = Scene.organization();

  @Test
  void createsARepositoryShowsItAndLogsIt() {
    assertThat(json(Viewer.CREATOR.sends(body("web/front", "private")).post("/repository"), 201))
        .isEqualTo(
            json(
                "{\"namespace\": \"%s\", \"name\": \"web/front\", \"kind\": \"image\"}"
                    .formatted(organization)));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                "{\"kind\": \"create_repo\", \"repo\": \"web/front\", \"namespace\": \"%s\"}"
                    .formatted(organization)));
    String path = path("web/front");
    JsonNode shown = json(Viewer.CREATOR.asks().get(path), 200);
    assertThat(keys(shown))
        .containsExactlyInAnyOrder(
            "namespace",
            "name",
            "kind",
            "description",
            "is_public",
            "is_organization",
            "is_starred",
            "status_token",
            "trust_enabled",
            "tag_expiration_s",
            "is_free_account",
            "state",
            "tags",
            "can_write",
            "can_admin");
    assertThat(shown.get("namespace").textValue()).isEqualTo(organization);
    assertThat(shown.get("name").textValue()).isEqualTo("web/front");
    assertThat(shown.get("kind").textValue()).isEqualTo("image");
    assertThat(shown.get("description").textValue()).isEqualTo("Some <b>words</b>");
    assertThat(shown.get("is_public").booleanValue()).isFalse();
    assertThat(shown.get("is_organization").booleanValue()).isTrue();
    assertThat(shown.get("status_token").textValue()).hasSize(36);
    assertThat(shown.get("tag_expiration_s").longValue()).isEqualTo(1_209_600);
    assertThat(shown.get("state").textValue()).isEqualTo("NORMAL");
    assertThat(shown.get("tags")).isEqualTo(json("{}"));
    assertThat(shown.get("can_write").booleanValue()).isTrue();
    assertThat(shown.get("can_admin").booleanValue()).isTrue();
    assertThat(
            json(Viewer.ADM.asks().get(path + "/permissions/user"), 200)
                .at("/permissions/carl/role")
                .textValue())
        .isEqualTo("admin");
  }

  @Test
  void createsInTheCallersOwnNamespaceUnlessToldOtherwise() {
    String name = fresh("own");
    String body =
        "{\"repository\": \"%s\", \"visibility\": \"private\", \"description\": \"\", \"repo_kind\": null}"
            .formatted(name);
    assertThat(json(Viewer.OUT.sends(body).post("/repository/"), 201).get("namespace").textValue())
        .isEqualTo("olga");
    JsonNode shown = json(Viewer.OUT.asks().get("/repository/olga/" + name), 200);
    assertThat(shown.get("is_organization").booleanValue()).isFalse();
    assertThat(json(Viewer.OUT.asks().get("/user/logs"), 200).at("/logs/0/kind").textValue())
        .isEqualTo("create_repo");
    isP400(Viewer.OUT.sends(body).post("/repository"), "Repository already exists");
    isP403(
        Viewer.OUT
            .asksWith("repo:admin")
            .contentType("application/json")
            .body(body)
            .post("/repository"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                                | 'repository' is a required property
          {"repository": "a", "visibility": "public"}                                       | 'description' is a required property
          {"repository": 5, "visibility": "public", "description": ""}                      | 5 is not of type 'string'
          {"repository": "a", "visibility": "open", "description": ""}                      | 'open' is not one of ['public', 'private']
          {"repository": "a", "visibility": "public", "description": null}                  | None is not of type 'string'
          {"repository": "a", "visibility": "public", "description": "", "namespace": null} | None is not of type 'string'
          {"repository": "a", "visibility": "public", "description": "", "repo_kind": "application"} | 'application' is not one of ['image', None]
          """)
  void wantsAWholeBodyToCreate(String body, String why) {
    isP400(Viewer.ADM.sends(body).post("/repository"), why);
    isP400(Viewer.ANON.sends(body).post("/repository"), why);
  }

  @Test
  void refusesToCreateInTheContractsOrder() {
    isP400(
        Viewer.ANON.sends(body("WEB", "private")).post("/repository"),
        "Must provide a namespace or must be logged in.");
    isP403(Viewer.MEM.sends(body("WEB", "private")).post("/repository"));
    isP400(Viewer.ADM.sends(body("WEB", "private")).post("/repository"), "Invalid repository name");
    assertThat(Scene.repository(organization, "web", false)).isNotEmpty();
    isP400(
        Viewer.CREATOR.sends(body("web", "public")).post("/repository"),
        "Repository already exists");
    String elsewhere = body("web", "private").replace(organization, fresh("none"));
    isP403(Viewer.ADM.sends(elsewhere).post("/repository"));
    isP404(Viewer.FSU.sends(elsewhere).post("/repository"));
    isP403(
        Viewer.ADM.sends(body("web", "private").replace(organization, "olga")).post("/repository"));
    isP400(
        Viewer.ADM.sends(Wharfinger.restricted(), body("a/b", "private")).post("/repository"),
        "Invalid repository name");
  }

  @Test
  void showsAPublicRepositoryToEverybody() {
    String path = Scene.repository(organization, "web", true);
    JsonNode shown = json(Viewer.ANON.asks().get(path), 200);
    assertThat(shown.get("status_token").textValue()).isEmpty();
    assertThat(shown.get("can_write").booleanValue()).isFalse();
    assertThat(shown.get("can_admin").booleanValue()).isFalse();
    assertThat(json(Viewer.OUT.asksWith("user:read").get(path), 200)).isEqualTo(shown);
    JsonNode other =
        json(Viewer.ADM.asks().get(path + "?includeTags=false&includeStats=true"), 200);
    assertThat(keys(other)).doesNotContain("tags").contains("stats");
    assertThat(other.get("stats")).hasSize(91);
    LocalDate newest = LocalDate.parse(other.at("/stats/0/date").textValue());
    assertThat(newest)
        .isBetween(LocalDate.now(ZoneOffset.UTC).minusDays(2), LocalDate.now(ZoneOffset.UTC));
    assertThat(other.at("/stats/90/date").textValue()).isEqualTo(newest.minusDays(90).toString());
    assertThat(other.at("/stats/0/count").intValue()).isZero();
  }

  @Test
  void capsTheRoleByTheToken() {
    String path = Scene.repository(organization, "web", false);
    JsonNode reading = json(Viewer.UNSCOPED.asks().get(path), 200);
    assertThat(reading.get("can_write").booleanValue()).isFalse();
    JsonNode writing = json(Viewer.ADM.asksWith("repo:write").get(path), 200);
    assertThat(writing.get("can_write").booleanValue()).isTrue();
    assertThat(writing.get("can_admin").booleanValue()).isFalse();
    isP403(Viewer.ADM.asksWith("org:admin").get(path));
    isP403(Viewer.UNSCOPED.sends("{\"description\": \"\"}").put(path));
    isP403(
        Viewer.ADM
            .asksWith("repo:write")
            .contentType("application/json")
            .body(PUBLIC)
            .post(path + "/changevisibility"));
  }

  @Test
  void takesTheBestRoleOfTheUserAndHisTeams() {
    String path = Scene.repository(organization, "web", false);
    isP403(Viewer.MEM.asks().get(path));
    Scene.grant(path, "team", "crew", "write");
    Scene.grant(path, "user", "mel", "read");
    JsonNode shown = json(Viewer.MEM.asks().get(path), 200);
    assertThat(shown.get("can_write").booleanValue()).isTrue();
    assertThat(shown.get("can_admin").booleanValue()).isFalse();
    isP403(Viewer.CREATOR.asks().get(path));
    Scene.grant(path, "user", "mel", "admin");
    Scene.grant(path, "team", "crew", "read");
    assertThat(json(Viewer.MEM.asks().get(path), 200).get("can_admin").booleanValue()).isTrue();
  }

  @Test
  void tellsOnlyThoseWhoSeeTheNamespaceThatNothingIsThere() {
    String path = path("nothing");
    for (Viewer viewer : new Viewer[] {Viewer.ADM, Viewer.FSU, Viewer.ROSU}) {
      isP404(viewer.asks().get(path));
    }
    isP404(Viewer.OUT.asks().get("/repository/olga/" + fresh("nothing")));
    isP403(Viewer.MEM.asks().get(path));
    isP401(Viewer.ANON.asks().get(path));
    isP403(Viewer.ADM.asksWith("org:admin").get(path));
    isP404(Viewer.ADM.sends("{\"description\": \"\"}").put(path));
    isP403(Viewer.MEM.sends("{\"description\": \"\"}").put(path));
    isDone(Viewer.ADM.asks().delete(path));
    isP403(Viewer.MEM.asks().delete(path));
    assertThat(json(Viewer.ADM.sends(PUBLIC).post(path + "/changevisibility"), 200).isNull())
        .isTrue();
    isP403(Viewer.ROSU.sends(PUBLIC).post(path + "/changevisibility"));
    isP404(Viewer.FSU.sends("{\"state\": \"NORMAL\"}").put(path + "/changestate"));
  }

  @Test
  void describesARepository() {
    String path = Scene.repository(organization, "web", false);
    Scene.grant(path, "user", "mel", "write");
    assertThat(json(Viewer.MEM.sends("{\"description\": \"Other\"}").put(path), 200))
        .isEqualTo(SUCCESS);
    assertThat(json(Viewer.MEM.asks().get(path), 200).get("description").textValue())
        .isEqualTo("Other");
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "set_repo_description", "repo": "web", "namespace": "%s",
                 "description": "Other"}
                """
                    .formatted(organization)));
    isP400(Viewer.MEM.sends("{}").put(path), "'description' is a required property");
    isP403(Viewer.OUT.sends("{}").put(path));
    isP401(Viewer.ANON.sends("{}").put(path));
    assertThat(Viewer.ADM.asks().contentType("text/plain").body("{}").put(path).statusCode())
        .isEqualTo(415);
    isMessage(Viewer.ADM.sends("{").put(path), 400, Answers.G400);
  }

  @Test
  void showsAndHidesARepository() {
    String path = Scene.repository(organization, "web", false);
    assertThat(json(Viewer.ADM.sends(PUBLIC).post(path + "/changevisibility"), 200))
        .isEqualTo(SUCCESS);
    assertThat(json(Viewer.ANON.asks().get(path), 200).get("is_public").booleanValue()).isTrue();
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "change_repo_visibility", "repo": "web", "namespace": "%s",
                 "visibility": "public"}
                """
                    .formatted(organization)));
    assertThat(
            json(
                Viewer.FSU.sends("{\"visibility\": \"private\"}").post(path + "/changevisibility"),
                200))
        .isEqualTo(SUCCESS);
    isP401(Viewer.ANON.asks().get(path));
    isP400(
        Viewer.ADM.sends("{\"visibility\": \"open\"}").post(path + "/changevisibility"),
        "'open' is not one of ['public', 'private']");
    isP403(Viewer.MEM.sends("{\"visibility\": \"open\"}").post(path + "/changevisibility"));
  }

  @Test
  void closesARepositoryToPushesWhereThereAreMirrors() {
    String path = Scene.repository(organization, "web", false);
    String state = path + "/changestate";
    isP404(Viewer.ADM.sends(Wharfinger.closed(), "{\"state\": \"READ_ONLY\"}").put(state));
    Wharfinger mirrors = Wharfinger.fullAccess();
    assertThat(json(Viewer.ADM.sends(mirrors, "{\"state\": \"READ_ONLY\"}").put(state), 200))
        .isEqualTo(SUCCESS);
    JsonNode shown = json(Viewer.ADM.asks().get(path), 200);
    assertThat(shown.get("state").textValue()).isEqualTo("READ_ONLY");
    assertThat(shown.get("can_write").booleanValue()).isFalse();
    assertThat(shown.get("can_admin").booleanValue()).isTrue();
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "change_repo_state", "repo": "web", "namespace": "%s",
                 "state_changed": "READ_ONLY"}
                """
                    .formatted(organization)));
    isP400(
        Viewer.ADM.sends(mirrors, "{\"state\": \"OPEN\"}").put(state),
        "'OPEN' is not one of ['NORMAL', 'READ_ONLY', 'MIRROR']");
    isP403(Viewer.MEM.sends(mirrors, "{\"state\": \"OPEN\"}").put(state));
    isP401(Viewer.ANON.sends(mirrors, "{}").put(state));
  }

  @Test
  void deletesARepository() {
    String path = Scene.repository(organization, "web", false);
    Scene.grant(path, "team", "crew", "write");
    isP403(Viewer.MEM.asks().delete(path));
    isDone(Viewer.ADM.asks().delete(path));
    isP404(Viewer.ADM.asks().get(path));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                "{\"kind\": \"delete_repo\", \"repo\": \"web\", \"namespace\": \"%s\"}"
                    .formatted(organization)));
    assertThat(
            json(Viewer.ADM.asks().get("/organization/" + organization), 200)
                .at("/teams/crew/repo_count")
                .intValue())
        .isZero();
    assertThat(Scene.repository(organization, "web", false)).as("its name is free").isNotEmpty();
    isDone(Viewer.FSU.asks().delete(path));
  }

  @Test
  void showsWhatHappenedToARepository() {
    String path = Scene.repository(organization, "web", false);
    Scene.grant(path, "team", "crew", "write");
    var _ = Scene.repository(organization, "other", false);
    for (Viewer viewer : new Viewer[] {Viewer.ADM, Viewer.FSU, Viewer.ROSU}) {
      JsonNode logs = json(viewer.asks().get(path + "/logs"), 200);
      assertThat(keys(logs)).containsExactly("start_time", "end_time", "logs");
      assertThat(Scene.kinds(logs.get("logs")))
          .containsExactly("change_repo_permission", "create_repo");
      JsonNode counts = json(viewer.asks().get(path + "/aggregatelogs"), 200).get("aggregated");
      assertThat(counts.findValuesAsText("kind"))
          .containsExactly("change_repo_permission", "create_repo");
      assertThat(counts.at("/0/count").intValue()).isEqualTo(1);
    }
    assertThat(json(Viewer.ADM.asks().get(path + "/logs?performer=nobody"), 200).get("logs"))
        .as("the performer is no filter here")
        .hasSize(2);
    isM400(
        Viewer.ADM.asks().get(path + "/logs?starttime=08/21/2026&endtime=08/19/2026"),
        Answers.G400);
    isM400(
        Viewer.ADM.asks().get(path + "/aggregatelogs?starttime=01/01/2026&endtime=02/01/2026"),
        "Invalid date range for logs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/logs", "/aggregatelogs"})
  void showsItToNobodyElse(String below) {
    String path = Scene.repository(organization, "web", true);
    isP401(Viewer.ANON.asks().get(path + below));
    isP403(Viewer.MEM.asks().get(path + below));
    isP403(Viewer.UNSCOPED.asks().get(path + below));
    isP404(Viewer.ADM.asks().get(path("nothing") + below));
    isP404(Viewer.ROSU.asks().get(path("nothing") + below));
    isP403(Viewer.MEM.asks().get(path("nothing") + below));
  }

  @Test
  void walksThroughALongLog() {
    String path = Scene.repository(organization, "web", false);
    for (int i = 0; i < 20; i++) {
      Scene.grant(path, "team", "crew", "write");
    }
    JsonNode first = json(Viewer.ADM.asks().get(path + "/logs"), 200);
    assertThat(first.get("logs")).hasSize(20);
    JsonNode second =
        json(
            Viewer.ADM.asks().get(path + "/logs?next_page=" + first.get("next_page").textValue()),
            200);
    assertThat(Scene.kinds(second.get("logs"))).containsExactly("create_repo");
    assertThat(second.has("next_page")).isFalse();
  }

  private String path(String name) {
    return "/repository/" + organization + "/" + name;
  }

  private String body(String name, String visibility) {
    return """
    {"namespace": "%s", "repository": "%s", "visibility": "%s", "repo_kind": "image",
     "description": "Some <b>words</b>"}
    """
        .formatted(organization, name, visibility);
  }
}
