package dev.wharfinger.repositories.repository;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

class StarApiTest {

  private static final String STARRED = "/user/starred";

  private final String user = Wharfinger.fresh("stella");
  private final String token =
      Viewer.grant(user, Viewer.newUser(user), "user:admin repo:read repo:admin");
  private final String organization = Scene.organization();

  @Test
  void starsARepositoryAndShowsIt() {
    String web = Scene.repository(organization, "web", true);
    JsonNode body = body("web");
    assertThat(json(star("web"), 201)).isEqualTo(body);
    assertThat(json(star("web"), 201)).as("again").isEqualTo(body);
    assertThat(list())
        .isEqualTo(
            json(
                """
                [{"namespace": "%s", "name": "web", "description": "About web", "is_public": true}]
                """
                    .formatted(organization)));
    assertThat(isStarred(token, web)).isTrue();
    assertThat(listed("starred=true").findValuesAsText("name")).containsExactly("web");
    assertThat(listed("namespace=" + organization + "&public=true").at("/0/is_starred"))
        .isEqualTo(json("true"));
    assertThat(json(Viewer.ADM.asks().get(web), 200).get("is_starred"))
        .as("of somebody else")
        .isEqualTo(json("false"));

    isDone(unstar("web"));
    isDone(unstar("web"));
    assertThat(list()).isEmpty();
    assertThat(isStarred(token, web)).isFalse();
    assertThat(listed("starred=true")).isEmpty();
  }

  @Test
  void answersARepeatAsItAnsweredTheFirst() {
    var _ = Scene.repository(organization, "web", true);
    String key = Wharfinger.fresh("key");
    assertThat(json(star("web", key), 201)).isEqualTo(body("web"));
    isDone(unstar("web"));
    assertThat(json(star("web", key), 201)).isEqualTo(body("web"));
    assertThat(list()).as("nothing is done again").isEmpty();
  }

  @Test
  void treatsARepositoryThatTheUserMayNotReadLikeAMissingOne() {
    String hidden = Scene.repository(organization, "hidden", false);
    for (String name : List.of("hidden", "missing")) {
      assertThat(json(star(name), 200).isNull()).as(name).isTrue();
      assertThat(json(unstar(name), 200).isNull()).as(name).isTrue();
    }
    assertThat(list()).isEmpty();
    Scene.grant(hidden, "user", user, "read");
    assertThat(json(star("hidden"), 201)).isEqualTo(body("hidden"));
  }

  @Test
  void listsWhatBecameInvisibleUntilTheStarIsRemoved() {
    String web = Scene.repository(organization, "web", true);
    assertThat(json(star("web"), 201)).isEqualTo(body("web"));
    isOk(Viewer.ADM.sends("{\"visibility\": \"private\"}").post(web + "/changevisibility"));
    assertThat(list().findValuesAsText("name")).containsExactly("web");
    assertThat(listed("starred=true")).isEmpty();
    isDone(unstar("web"));
    assertThat(list()).isEmpty();
  }

  @Test
  void starsEndWithTheRepositoryAndWithTheUser() {
    String web = Scene.repository(organization, "web", true);
    assertThat(json(star("web"), 201)).isEqualTo(body("web"));
    isDone(Viewer.ADM.asks().delete(web));
    assertThat(list()).isEmpty();
    var _ = Scene.repository(organization, "web", true);
    assertThat(list()).as("another repository of that name").isEmpty();

    assertThat(json(star("web"), 201)).isEqualTo(body("web"));
    isDone(Viewer.FSU.asks().delete("/superuser/users/" + user));
    assertThat(
            Wharfinger.shared()
                .count(
                    "SELECT count(*) FROM repository_star s JOIN repository r ON r.id = s.repository"
                        + " JOIN namespace n ON n.id = r.namespace WHERE n.name = ?",
                    organization))
        .isZero();
  }

  @Test
  void givesAHundredAtATime() {
    Wharfinger.shared()
        .sql(
            """
            WITH made AS (
              INSERT INTO repository (id, namespace, name, is_public, state, created, status_token)
              SELECT (1::bigint << 50) + n.id * 1000 + i, n.id, 'r' || i, true, 'NORMAL', now(), gen_random_uuid()
              FROM namespace n, generate_series(1, 101) i WHERE n.name = ? RETURNING id)
            INSERT INTO repository_star (repository, account)
            SELECT made.id, u.id FROM made, namespace u WHERE u.name = ?
            """,
            organization,
            user);
    for (String list : List.of(STARRED + "?a=b", "/repository?starred=true")) {
      JsonNode first = json(asks().get(list), 200);
      assertThat(first.get("repositories")).as(list).hasSize(100);
      JsonNode second =
          json(asks().get(list + "&next_page=" + first.get("next_page").textValue()), 200);
      assertThat(second.get("repositories").findValuesAsText("name")).containsExactly("r101");
      assertThat(second.has("next_page")).isFalse();
    }
  }

  @Test
  void refusesWhatIsNoRequest() {
    isP400(send("{\"namespace\": 1, \"repository\": \"a\"}"), "1 is not of type 'string'");
    isP400(send("{\"namespace\": \"a\"}"), "'repository' is a required property");
    isP401(Viewer.ANON.sends(body("web").toString()).post(STARRED));
    isP401(Viewer.ANON.asks().get(STARRED));
    isP401(Viewer.ANON.asks().delete(STARRED + "/acme/web"));
  }

  private JsonNode body(String repository) {
    return json(
        "{\"namespace\": \"%s\", \"repository\": \"%s\"}".formatted(organization, repository));
  }

  private Response star(String repository) {
    return send(body(repository).toString());
  }

  private Response star(String repository, String key) {
    return asks()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body(repository).toString())
        .post(STARRED);
  }

  private Response send(String body) {
    return asks().contentType("application/json").body(body).post(STARRED);
  }

  private Response unstar(String repository) {
    return asks().delete(STARRED + "/" + organization + "/" + repository);
  }

  private RequestSpecification asks() {
    return Wharfinger.shared().request(token);
  }

  private JsonNode list() {
    return json(asks().get(STARRED), 200).get("repositories");
  }

  private JsonNode listed(String query) {
    return json(asks().get("/repository?" + query), 200).get("repositories");
  }

  private static boolean isStarred(String token, String repository) {
    return json(Wharfinger.shared().request(token).get(repository), 200)
        .get("is_starred")
        .booleanValue();
  }
}
