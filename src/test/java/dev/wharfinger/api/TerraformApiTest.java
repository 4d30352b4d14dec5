package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/**
 * What a Terraform provider with a generated client sends to create, read, change and destroy its
 * resources: the name of a repository is escaped as a whole, members are put without a body.
 */
class TerraformApiTest {

  private final String organization = fresh("terraform");

  @Test
  void createsChangesAndDestroysItsResources() {
    String email = organization + "@example.com";
    isText(
        Viewer.ADM
            .sends("{\"name\": \"%s\", \"email\": \"%s\"}".formatted(organization, email))
            .post("/organization/"),
        201,
        "Created");
    assertThat(organization().get("email").textValue()).isEqualTo(email);
    isOk(
        Viewer.ADM
            .sends("{\"name\": \"%s\", \"email\": \"new-%s\"}".formatted(organization, email))
            .put("/organization/" + organization));
    assertThat(organization().get("email").textValue()).isEqualTo("new-" + email);
    team();
    robot();
    repository();
    isDone(Viewer.ADM.asks().delete("/organization/" + organization));
    isP404(Viewer.ADM.asks().get("/organization/" + organization));
  }

  private JsonNode organization() {
    return json(Viewer.ADM.asks().get("/organization/" + organization), 200);
  }

  private void team() {
    Viewer.MEM.arrives();
    String team = "/organization/" + organization + "/team/builders";
    isOk(Viewer.ADM.sends("{\"role\": \"member\", \"description\": \"They build\"}").put(team));
    isOk(Viewer.ADM.asks().put(team + "/members/mel"));
    JsonNode members = json(Viewer.ADM.asks().get(team + "/members"), 200).get("members");
    assertThat(members.findValuesAsText("name")).contains("mel");
    JsonNode shown = organization().at("/teams/builders");
    assertThat(shown.get("role").textValue()).isEqualTo("member");
    assertThat(shown.get("description").textValue()).isEqualTo("They build");
    isDone(Viewer.ADM.asks().delete(team + "/members/mel"));
  }

  private void robot() {
    String robot = "/organization/" + organization + "/robots/mover";
    String body = "{\"description\": \"It moves\"}";
    assertThat(json(Viewer.ADM.sends(body).put(robot), 201).get("token").textValue()).isNotEmpty();
    JsonNode shown = json(Viewer.ADM.asks().get(robot), 200);
    assertThat(shown.get("name").textValue()).isEqualTo(organization + "+mover");
    assertThat(shown.get("description").textValue()).isEqualTo("It moves");
    isDone(Viewer.ADM.asks().delete(robot));
  }

  private void repository() {
    String body =
        "{\"repository\": \"app\", \"namespace\": \"%s\", \"visibility\": \"private\","
            + " \"description\": \"First\"}";
    JsonNode created =
        json(Viewer.ADM.sends(body.formatted(organization)).post("/repository"), 201);
    assertThat(created.get("name").textValue()).isEqualTo("app");
    String repository = "/repository/" + organization + "%2Fapp";
    isOk(Viewer.ADM.sends("{\"description\": \"Then\"}").put(repository));
    isOk(Viewer.ADM.sends("{\"visibility\": \"public\"}").post(repository + "/changevisibility"));
    JsonNode shown = json(Viewer.ADM.asks().get(repository + "?includeTags=false"), 200);
    assertThat(shown.get("namespace").textValue()).isEqualTo(organization);
    assertThat(shown.get("name").textValue()).isEqualTo("app");
    assertThat(shown.get("description").textValue()).isEqualTo("Then");
    assertThat(shown.get("is_public").booleanValue()).isTrue();
    assertThat(shown.has("tags")).isFalse();
    String permission = repository + "/permissions/team/builders";
    isOk(Viewer.ADM.sends("{\"role\": \"write\"}").put(permission));
    assertThat(json(Viewer.ADM.asks().get(permission), 200).get("role").textValue())
        .isEqualTo("write");
    isDone(Viewer.ADM.asks().delete(permission));
    isDone(Viewer.ADM.asks().delete(repository));
    isP404(Viewer.ADM.asks().get(repository));
  }
}
