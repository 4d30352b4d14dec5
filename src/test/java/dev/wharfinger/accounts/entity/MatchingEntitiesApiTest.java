package dev.wharfinger.accounts.entity;

import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MatchingEntitiesApiTest {

  private final String organization = Scene.organization();
  private final String user = Wharfinger.fresh("matching");

  @Test
  void findsUsersByTheBeginningOfTheirNames() {
    var _ = Viewer.newUser(user + "-b");
    var _ = Viewer.newUser(user + "-a");
    var _ = Viewer.newUser(user);
    for (Viewer viewer : List.of(Viewer.ANON, Viewer.OUT)) {
      JsonNode found = results(viewer, user + "?includeTeams=True&includeOrgs=true");
      assertThat(names(found)).containsExactly(user, user + "-a", user + "-b");
      assertThat(found.get(0).get("kind").textValue()).isEqualTo("user");
      assertThat(found.get(0).get("is_robot").booleanValue()).isFalse();
      assertThat(found.get(0).has("is_org_member")).isFalse();
      assertThat(found.get(0).at("/avatar/kind").textValue()).isEqualTo("user");
    }
    assertThat(names(results(Viewer.ANON, user.toUpperCase(Locale.ROOT) + "%20-%C3%A1")))
        .as("letters that names have")
        .containsExactly(user + "-a");
    assertThat(results(Viewer.ANON, user + "+")).isEmpty();
    assertThat(results(Viewer.ANON, "%20")).isEmpty();
    isP404(Viewer.ANON.asks().get("/entities/a%2Fb"));
    isP404(Viewer.ANON.asks().get("/entities/"));
  }

  @Test
  void findsAtMostTen() {
    for (int i = 10; i < 22; i++) {
      var _ = Viewer.newUser(user + "-" + i);
    }
    assertThat(results(Viewer.ANON, user)).hasSize(10);
  }

  @Test
  void tellsThoseWhoBelongToAnOrganizationOfItsTeamsAndRobots() {
    String robot = Scene.robot(organization, "mechanic");
    String query = "me?namespace=" + organization;
    JsonNode found = results(Viewer.MEM, query);
    assertThat(names(found).subList(0, 1)).as("robots first").containsExactly(robot);
    assertThat(names(found)).contains("mel");
    assertThat(found.get(0).get("is_robot").booleanValue()).isTrue();
    assertThat(found.get(0).get("is_org_member").booleanValue()).isTrue();
    assertThat(found.get(0).at("/avatar/kind").textValue()).isEqualTo("robot");
    for (JsonNode each : found) {
      assertThat(each.get("is_org_member").booleanValue())
          .as(each.toString())
          .isEqualTo(each.get("name").textValue().equals("mel") || each == found.get(0));
    }
    for (Viewer viewer : List.of(Viewer.OUT, Viewer.ANON, Viewer.ROSU, Viewer.UNSCOPED)) {
      assertThat(names(results(viewer, query))).contains("mel").doesNotContain(robot);
    }
    for (Viewer viewer : List.of(Viewer.MEM, Viewer.ADM, Viewer.FSU)) {
      JsonNode crew = results(viewer, "cre?includeTeams=true&namespace=" + organization);
      assertThat(crew.get(0).toString())
          .startsWith("{\"name\":\"crew\",\"kind\":\"team\",\"is_org_member\":true,\"avatar\":");
      assertThat(results(viewer, "cre?includeTeams=False&namespace=" + organization)).isEmpty();
    }
    assertThat(results(Viewer.OUT, "cre?includeTeams=true&namespace=" + organization)).isEmpty();
    assertThat(results(Viewer.ROSU, "cre?includeTeams=true&namespace=" + organization)).isEmpty();
  }

  @Test
  void findsTheOrganizationItself() {
    String query = organization + "?includeOrgs=true&namespace=" + organization;
    assertThat(results(Viewer.MEM, query).get(0).toString())
        .startsWith(
            "{\"name\":\"%s\",\"kind\":\"org\",\"is_org_member\":true,\"avatar\":"
                .formatted(organization));
    assertThat(results(Viewer.MEM, "zzz?includeOrgs=true&namespace=" + organization)).isEmpty();
    assertThat(results(Viewer.OUT, query)).isEmpty();
  }

  @Test
  void findsRobotsOfOnesOwn() {
    String token = Viewer.grant(user, Viewer.newUser(user), "user:admin org:admin");
    assertThat(json(Wharfinger.shared().request(token).put("/user/robots/mover"), 201).get("name"))
        .isNotNull();
    JsonNode found =
        json(Wharfinger.shared().request(token).get("/entities/mov?namespace=" + user), 200)
            .get("results");
    assertThat(names(found)).contains(user + "+mover");
    assertThat(found.get(0).has("is_org_member")).isFalse();
    assertThat(names(results(Viewer.OUT, "mov?namespace=" + user))).doesNotContain(user + "+mover");
  }

  private static JsonNode results(Viewer viewer, String query) {
    return json(viewer.asks().get("/entities/" + query), 200).get("results");
  }

  private static List<String> names(JsonNode results) {
    return results.findValuesAsText("name").stream().distinct().toList();
  }
}
