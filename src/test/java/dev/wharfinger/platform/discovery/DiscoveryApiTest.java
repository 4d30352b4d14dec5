package dev.wharfinger.platform.discovery;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoveryApiTest {

  private static final String ORGANIZATION = "/api/v1/organization/{orgname}";

  @Test
  void describesTheServiceToEverybody() {
    JsonNode view = json(Viewer.ANON.asks(Wharfinger.closed()).get("/discovery"), 200);
    assertThat(view.get("swagger").textValue()).isEqualTo("2.0");
    assertThat(view.get("host").textValue()).isEqualTo("localhost:8080");
    assertThat(view.get("basePath").textValue()).isEqualTo("/");
    assertThat(view.get("schemes")).isEqualTo(json("[\"http\"]"));
    assertThat(view.at("/info/version").textValue()).isEqualTo("v1");
    assertThat(view.at("/info/title").textValue()).isEqualTo("Quay Frontend");
    assertThat(Answers.keys(view.get("info"))).contains("description", "termsOfService", "contact");
    JsonNode oauth = view.at("/securityDefinitions/oauth2_implicit");
    assertThat(oauth.get("type").textValue()).isEqualTo("oauth2");
    assertThat(oauth.get("flow").textValue()).isEqualTo("implicit");
    assertThat(oauth.get("authorizationUrl").textValue())
        .isEqualTo("http://localhost:8080/oauth/authorize");
    assertThat(Answers.keys(oauth.get("scopes")))
        .contains("org:admin")
        .doesNotContain("super:user");
    assertThat(view.get("definitions")).isNotEmpty();
    assertThat(view.get("tags")).contains(json("{\"name\": \"organization\"}"));
  }

  @Test
  void namesTheConfiguredHostWhateverTheRequestNames() {
    String forged =
        Viewer.ANON
            .asks()
            .header("Host", "evil.example")
            .header("X-Forwarded-Host", "evil.example")
            .header("X-Forwarded-Proto", "https")
            .get("/discovery")
            .asString();
    assertThat(forged)
        .doesNotContain("evil")
        .isEqualTo(Viewer.ANON.asks().get("/discovery").asString());
  }

  @Test
  void describesEveryOperationAsQuayDoes() {
    JsonNode paths = paths("");
    JsonNode organization = paths.get(ORGANIZATION);
    assertThat(organization.get("x-path").textValue()).isEqualTo(ORGANIZATION);
    assertThat(organization.get("x-tag").textValue()).isEqualTo("organization");
    assertThat(organization.has("x-name")).isTrue();
    assertThat(organization.get("parameters"))
        .isEqualTo(
            json(
                "[{\"name\": \"orgname\", \"in\": \"path\", \"required\": true, \"type\": \"string\"}]"));
    assertThat(organization.at("/get/operationId").textValue()).isEqualTo("getOrganization");
    assertThat(organization.get("get").has("security")).isFalse();
    assertThat(organization.at("/put/security"))
        .isEqualTo(json("[{\"oauth2_implicit\": [\"org:admin\"]}]"));
    assertThat(statuses(organization.get("get")))
        .isEqualTo(List.of("200", "400", "401", "403", "404"));
    assertThat(statuses(organization.get("delete")))
        .isEqualTo(List.of("204", "400", "401", "403", "404"));
    assertThat(statuses(paths.get(ORGANIZATION + "/exportlogs").get("post")))
        .isEqualTo(List.of("201", "400", "401", "403", "404"));
    assertThat(paths.get("/api/v1/superuser/users").at("/post/security"))
        .isEqualTo(json("[{\"oauth2_implicit\": [\"super:user\"]}]"));
    assertThat(Answers.keys(paths)).allMatch(path -> path.startsWith("/api/v1/"));
  }

  @Test
  void listsWhatIsInternalToThoseWhoAsk() {
    assertThat(paths("").has("/api/v1/teaminvite/{code}")).isFalse();
    assertThat(paths("?internal=false").has("/api/v1/teaminvite/{code}")).isFalse();
    assertThat(
            paths("?internal=true")
                .at("/~1api~1v1~1teaminvite~1{code}/put/operationId")
                .textValue())
        .isEqualTo("acceptOrganizationTeamInvite");
  }

  private static JsonNode paths(String query) {
    return json(Viewer.ANON.asks().get("/discovery" + query), 200).get("paths");
  }

  private static List<String> statuses(JsonNode operation) {
    return Answers.keys(operation.get("responses")).stream().sorted().toList();
  }
}
