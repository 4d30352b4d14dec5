package dev.wharfinger.accounts.search;

import static dev.wharfinger.api.Answers.isParameterMessage;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SearchApiTest {

  /** No other word begins so. */
  private final String word = Wharfinger.fresh("quarry") + "-x";

  private final String organization = Scene.organization();

  @Test
  void findsEverythingWhoseNameBeginsSo() {
    Viewer.OUT.arrives();
    var _ = Scene.repository(organization, word, true);
    var _ = Scene.robot(organization, word + "-arm");
    Scene.addTeam(organization, word + "-team", "member", "olga");
    var _ = Viewer.newUser(word + "-user");

    JsonNode found = all(Viewer.ADM, word);
    assertThat(kinds(found)).containsExactly("repository", "team", "robot", "user");
    JsonNode repository = found.get(0);
    assertThat(keys(repository))
        .containsExactlyInAnyOrder(
            "kind", "title", "namespace", "name", "description", "is_public", "score", "href");
    assertThat(repository.get("title").textValue()).isEqualTo("repo");
    assertThat(repository.get("href").textValue())
        .isEqualTo("/repository/" + organization + "/" + word);
    assertThat(repository.get("score").doubleValue()).as("the whole name").isEqualTo(4.0);
    assertThat(repository.at("/namespace/name").textValue()).isEqualTo(organization);
    assertThat(repository.at("/namespace/kind").textValue()).isEqualTo("organization");
    assertThat(repository.at("/namespace/title").textValue()).isEqualTo("org");
    assertThat(repository.at("/namespace/href").textValue())
        .isEqualTo("/organization/" + organization);
    JsonNode team = found.get(1);
    assertThat(keys(team))
        .containsExactlyInAnyOrder("kind", "name", "organization", "avatar", "score", "href");
    assertThat(team.get("href").textValue())
        .isEqualTo("/organization/" + organization + "/teams/" + word + "-team");
    assertThat(team.get("score").doubleValue())
        .isCloseTo(2 * (word.length() + 0.9 * 5) / (word.length() + 5), within(1e-9));
    JsonNode robot = found.get(2);
    assertThat(robot.get("name").textValue()).isEqualTo(organization + "+" + word + "-arm");
    assertThat(robot.get("short_name").textValue()).isEqualTo(word + "-arm");
    assertThat(robot.get("avatar").isNull()).isTrue();
    assertThat(robot.get("href").textValue())
        .isEqualTo(
            "/organization/%s?tab=robots&showRobot=%s+%s-arm"
                .formatted(organization, organization, word));
    JsonNode user = found.get(3);
    assertThat(user.get("href").textValue()).isEqualTo("/user/" + word + "-user");
    assertThat(user.at("/avatar/kind").textValue()).isEqualTo("user");

    assertThat(kinds(all(Viewer.OUT, word)))
        .as("her team")
        .contains("team")
        .doesNotContain("robot");
    for (Viewer viewer : List.of(Viewer.ANON, Viewer.MEM, Viewer.UNSCOPED)) {
      assertThat(kinds(all(viewer, word))).as(viewer.name()).containsExactly("repository", "user");
    }
    assertThat(names(all(Viewer.ANON, organization.toUpperCase(Locale.ROOT) + "%20")))
        .as("organizations too")
        .contains(organization);
    assertThat(all(Viewer.ADM, "")).isEmpty();
    assertThat(all(Viewer.ANON, word + "%25")).isEmpty();
    assertThat(json(Viewer.ANON.asks().get("/find/all"), 200)).isEqualTo(json("{\"results\": []}"));
  }

  @Test
  void findsPrivateRepositoriesForThoseWhoSeeThem() {
    String path = Scene.repository(organization, word, false);
    assertThat(repositories(Viewer.ADM, word)).as("administrator").containsExactly(word);
    assertThat(repositories(Viewer.UNSCOPED, word)).as("repo:read").containsExactly(word);
    for (Viewer viewer : List.of(Viewer.ANON, Viewer.OUT, Viewer.MEM, Viewer.CREATOR)) {
      assertThat(repositories(viewer, word)).as(viewer.name()).isEmpty();
    }
    Scene.grant(path, "user", "olga", "read");
    Scene.grant(path, "team", "crew", "read");
    assertThat(repositories(Viewer.OUT, word)).as("a permission of her own").hasSize(1);
    assertThat(repositories(Viewer.MEM, word)).as("one of her team").hasSize(1);
    assertThat(repositories(Viewer.CREATOR, word)).isEmpty();
    assertThat(
            json(Viewer.ADM.asksWith("user:read").get("/find/repositories?query=" + word), 200)
                .get("results"))
        .as("by a token that is not for repositories")
        .isEmpty();
  }

  @Test
  void findsAFewOfEachKind() {
    Viewer.OUT.arrives();
    for (int i = 1; i <= 6; i++) {
      var _ = Scene.repository(organization, word + i, true);
      var _ = Scene.robot(organization, word + "-arm" + i);
      Scene.addTeam(organization, word + "-team" + i, "member", "olga");
      var _ = Viewer.newUser(word + "-user" + i);
    }
    assertThat(kinds(all(Viewer.ADM, word)))
        .hasSize(20)
        .containsOnly("repository", "team", "robot", "user")
        .filteredOn("repository"::equals)
        .hasSize(5);
  }

  @Test
  void pagesThroughRepositories() {
    List<String> expected = new ArrayList<>();
    for (int i = 10; i < 22; i++) {
      var _ = Scene.repository(organization, word + "-" + i, true);
      expected.add(word + "-" + i);
    }
    JsonNode first = page("query=" + word);
    assertThat(names(first.get("results"))).isEqualTo(expected.subList(0, 10));
    assertThat(rest(first)).isEqualTo(json(frame(true, 1, 0)));
    String star = "{\"namespace\": \"%s\", \"repository\": \"%s\"}";
    var _ =
        json(
            Viewer.ADM.sends(star.formatted(organization, word + "-21")).post("/user/starred"),
            201);
    JsonNode second = page("query=" + word + "&page=2&includeUsage=true");
    assertThat(names(second.get("results"))).isEqualTo(expected.subList(10, 12));
    assertThat(rest(second)).isEqualTo(json(frame(false, 2, 10)));
    assertThat(first.at("/results/0").has("stars")).isFalse();
    assertThat(second.get("results").findValues("stars").stream().map(JsonNode::intValue))
        .containsExactly(0, 1);
    assertThat(second.at("/results/0/popularity").isNumber()).isTrue();
    assertThat(rest(page("query=" + word + "&page=-3"))).isEqualTo(json(frame(true, 1, 0)));
    assertThat(rest(page("query=" + word + "&page=99"))).isEqualTo(json(frame(false, 10, 90)));
    assertThat(page("query=").get("results")).as("any").isNotEmpty();
    isParameterMessage(Viewer.ANON.asks().get("/find/repositories?page=x"), "page", "The page.");
  }

  private static String frame(boolean more, int page, int start) {
    return "{\"has_additional\": %s, \"page\": %d, \"page_size\": 10, \"start_index\": %d}"
        .formatted(more, page, start);
  }

  private static JsonNode rest(JsonNode page) {
    var copy = page.<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy();
    copy.remove("results");
    return copy;
  }

  private static JsonNode page(String query) {
    return json(Viewer.ANON.asks().get("/find/repositories?" + query), 200);
  }

  private static JsonNode all(Viewer viewer, String query) {
    return json(viewer.asks().get("/find/all?query=" + query), 200).get("results");
  }

  private static List<String> repositories(Viewer viewer, String query) {
    return names(json(viewer.asks().get("/find/repositories?query=" + query), 200).get("results"));
  }

  private static List<String> kinds(JsonNode results) {
    return results.valueStream().map(each -> each.get("kind").textValue()).toList();
  }

  private static List<String> names(JsonNode results) {
    return results.valueStream().map(each -> each.get("name").textValue()).toList();
  }
}
