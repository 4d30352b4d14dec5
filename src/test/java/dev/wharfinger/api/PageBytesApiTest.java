package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Answers with many rows stay small whatever the rows say. Texts longer than today's bounds come by
 * SQL, as a journal of earlier days would bring them.
 */
class PageBytesApiTest {

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
