package dev.wharfinger.repositories.repository;

import static dev.wharfinger.api.Answers.G400;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListReposApiTest {

  private final String organization = Scene.organization();

  @Test
  void showsOfEachWhatWasAskedFor() {
    var _ = Scene.repository(organization, "web", true);
    JsonNode plain = list(Viewer.ADM, "namespace=" + organization).get(0);
    assertThat(plain)
        .isEqualTo(
            json(
                """
                {"namespace": "%s", "name": "web", "description": "About web", "is_public": true,
                 "kind": "image", "state": "NORMAL", "is_starred": false,
                 "quota_report": {"quota_bytes": 0, "configured_quota": null}}
                """
                    .formatted(organization)));
    JsonNode whole =
        list(
                Viewer.ANON,
                "namespace=" + organization + "&public=true&last_modified=true&popularity=1")
            .get(0);
    assertThat(whole.get("last_modified").isNull()).isTrue();
    assertThat(whole.get("popularity").isDouble()).isTrue();
    assertThat(keys(whole)).doesNotContain("is_starred");
    String quota = "/organization/" + organization + "/quota";
    isText(Viewer.FSU.sends("{\"limit_bytes\": 1024}").post(quota), 201, "Created");
    assertThat(
            list(Viewer.ADM, "namespace=" + organization)
                .at("/0/quota_report/configured_quota")
                .intValue())
        .isEqualTo(1024);
    assertThat(
            keys(
                json(
                        Viewer.ADM
                            .asks(Wharfinger.restricted())
                            .get("/repository?namespace=" + organization),
                        200)
                    .at("/repositories/0")))
        .doesNotContain("quota_report");
  }

  @Test
  void showsWhatTheViewerMaySeeInANamespace() {
    var _ = Scene.repository(organization, "public", true);
    var _ = Scene.repository(organization, "hidden", false);
    String byTeams = Scene.repository(organization, "by-teams", false);
    String own = Scene.repository(organization, "own", false);
    Scene.grant(byTeams, "team", "crew", "read");
    Scene.grant(own, "user", "mel", "read");
    Scene.grant(own, "team", "crew", "read");
    String here = "namespace=" + organization;
    for (Viewer viewer : List.of(Viewer.ADM, Viewer.UNSCOPED, Viewer.FSU, Viewer.ROSU)) {
      assertThat(names(viewer, here))
          .as(viewer + "")
          .containsExactly("public", "hidden", "by-teams", "own");
    }
    assertThat(names(Viewer.MEM, here)).containsExactly("by-teams", "own");
    assertThat(names(Viewer.MEM, here + "&public=true"))
        .containsExactly("public", "by-teams", "own");
    for (Viewer viewer : List.of(Viewer.OUT, Viewer.CREATOR, Viewer.ANON, Viewer.SU)) {
      assertThat(names(viewer, here)).isEmpty();
      assertThat(names(viewer, here + "&public=true")).containsExactly("public");
    }
    for (String query : List.of(here, here + "&public=true")) {
      JsonNode capped =
          json(Viewer.ADM.asksWith("org:admin user:admin").get("/repository?" + query), 200);
      assertThat(capped.get("repositories")).as(query).hasSize(query.equals(here) ? 0 : 1);
    }
  }

  @Test
  void showsThoseOfTheCallerAndTheirTeamsEverywhere() {
    String name = fresh("mine");
    var _ = Scene.repository(organization, name + "-admin", false);
    String granted = Scene.repository(organization, name + "-granted", false);
    Scene.grant(granted, "user", "mel", "read");
    var _ = Scene.repository(organization, name + "-public", true);
    assertThat(everywhere(Viewer.ADM))
        .contains(name + "-admin", name + "-granted", name + "-public");
    assertThat(everywhere(Viewer.MEM))
        .contains(name + "-granted", name + "-public")
        .doesNotContain(name + "-admin");
    assertThat(everywhere(Viewer.ANON))
        .contains(name + "-public")
        .doesNotContain(name + "-granted", name + "-admin");
    for (Viewer viewer : List.of(Viewer.FSU, Viewer.ROSU)) {
      assertThat(everywhere(viewer))
          .as(viewer + "")
          .contains(name + "-admin", name + "-granted", name + "-public");
    }
    assertThat(everywhere(Viewer.SU))
        .contains(name + "-public")
        .doesNotContain(name + "-granted", name + "-admin");
  }

  private static List<String> everywhere(Viewer viewer) {
    List<String> names = new ArrayList<>();
    JsonNode page = json(viewer.asks().get("/repository?public=true"), 200);
    while (page.has("next_page")) {
      page.get("repositories").forEach(each -> names.add(each.get("name").textValue()));
      page =
          json(
              viewer
                  .asks()
                  .get("/repository?public=true&next_page=" + page.get("next_page").textValue()),
              200);
    }
    page.get("repositories").forEach(each -> names.add(each.get("name").textValue()));
    assertThat(names).isNotEmpty();
    return names;
  }

  @Test
  void givesAHundredAtATime() {
    Wharfinger.shared()
        .sql(
            "INSERT INTO repository (id, namespace, name, is_public, state, status_token, created)"
                + " SELECT (1::bigint << 45) + n.id * 1000 + i, n.id, 'r' || i, i % 2 = 0, 'NORMAL',"
                + " gen_random_uuid(), now() FROM namespace n, generate_series(1, 201) i"
                + " WHERE n.name = ?",
            organization);
    String here = "/repository?namespace=" + organization;
    List<String> names = new ArrayList<>();
    String token = "";
    for (int size : List.of(100, 100, 1)) {
      JsonNode page = json(Viewer.ADM.asks().get(here + "&next_page=" + token), 200);
      assertThat(page.get("repositories")).hasSize(size);
      page.get("repositories").forEach(each -> names.add(each.get("name").textValue()));
      assertThat(page.has("next_page")).isEqualTo(size == 100);
      token = page.path("next_page").asText();
    }
    assertThat(names).doesNotHaveDuplicates().hasSize(201);
    JsonNode open = json(Viewer.ANON.asks().get(here + "&public=true"), 200);
    assertThat(open.get("repositories")).hasSize(100);
    assertThat(open.has("next_page")).isFalse();
    String other = json(Viewer.ADM.asks().get(here), 200).get("next_page").textValue();
    assertThat(
            json(Viewer.ADM.asks().get(here + "&public=true&next_page=" + other), 200)
                .at("/repositories/0/name")
                .textValue())
        .as("a token of another list is ignored")
        .isEqualTo("r1");
    Wharfinger.shared().sql("DELETE FROM repository WHERE id > 1::bigint << 45");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?namespace=", "?public=false&starred=0", "?last_modified=true"})
  void wantsToKnowWhich(String query) {
    for (Viewer viewer : List.of(Viewer.ANON, Viewer.FSU)) {
      isP400(
          viewer.asks().get("/repository" + query),
          "namespace, starred or public are required for this API call");
    }
  }

  @Test
  void knowsOneKindAndRefusesStarsOfNobody() {
    var _ = Scene.repository(organization, "web", true);
    isM400(Viewer.ANON.asks().get("/repository?starred=true"), G400);
    String here = "namespace=" + organization;
    assertThat(list(Viewer.ADM, here + "&repo_kind=application")).isEmpty();
    assertThat(list(Viewer.ADM, here + "&repo_kind=image")).hasSize(1);
    isM400(
        Viewer.ADM.asks().get("/repository?" + here + "&repo_kind=x"), "Unknown repository kind");
    assertThat(list(Viewer.FSU, "namespace=" + fresh("none"))).isEmpty();
  }

  private static List<String> names(Viewer viewer, String query) {
    return list(viewer, query).findValuesAsText("name");
  }

  private static JsonNode list(Viewer viewer, String query) {
    JsonNode list = json(viewer.asks().get("/repository?" + query), 200);
    assertThat(keys(list)).containsExactly("repositories");
    return list.get("repositories");
  }
}
