package dev.wharfinger.repositories.proxycache;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.repositories.proxycache.Given.create;
import static dev.wharfinger.repositories.proxycache.Given.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyCacheConfigApiTest {

  private static final JsonNode NONE =
      json("{\"upstream_registry\": \"\", \"expiration_s\": \"\", \"insecure\": \"\"}");

  private static final String WHOLE =
      """
      {"upstream_registry": "8.8.8.8:5000/library", "upstream_registry_username": "puller",
       "upstream_registry_password": "hunter2hunter2", "expiration_s": 3600, "insecure": true,
       "org_name": "whatever", "unknown": 1}
      """;

  @Test
  void isMadeShownAndRemoved() {
    String organization = Scene.organization();
    assertThat(shown(Viewer.ADM, organization)).isEqualTo(NONE);
    isText(create(Viewer.ADM, organization, WHOLE), 201, "Created");
    assertThat(shown(Viewer.MEM, organization))
        .isEqualTo(
            json(
                """
                {"upstream_registry": "8.8.8.8:5000/library", "expiration_s": 3600,
                 "insecure": true}
                """));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "create_proxy_cache_config",
                 "upstream_registry": "8.8.8.8:5000/library"}
                """));
    isP400(create(Viewer.ADM, organization, WHOLE), "Proxy Cache Configuration already exists");
    isText(Viewer.ADM.asks().delete(path(organization)), 201, "Deleted");
    assertThat(Scene.lastLog(organization))
        .isEqualTo(json("{\"kind\": \"delete_proxy_cache_config\"}"));
    assertThat(shown(Viewer.ADM, organization)).isEqualTo(NONE);
    isP404(Viewer.ADM.asks().delete(path(organization)));
    isText(create(Viewer.ADM, organization, WHOLE), 201, "Created");
  }

  @Test
  void keepsTheCredentialsUnderSeal() {
    String organization = Scene.organizationOf(Viewer.ADM);
    isText(create(Viewer.ADM, organization, WHOLE), 201, "Created");
    String rows =
        "SELECT count(*) FROM proxy_cache c JOIN namespace n ON n.id = c.organization WHERE n.name = ?";
    assertThat(Wharfinger.shared().count(rows, organization)).isEqualTo(1);
    assertThat(
            Wharfinger.shared()
                .count(
                    rows + " AND length(sealed_username) > 40 AND length(sealed_password) > 40",
                    organization))
        .isEqualTo(1);
    assertThat(Wharfinger.shared().count(rows + " AND c::text ~ 'puller|hunter2'", organization))
        .isZero();
  }

  @Test
  void takesAbsentAndNullForTheDefaults() {
    String organization = Scene.organizationOf(Viewer.ADM);
    isText(
        create(
            Viewer.ADM,
            organization,
            """
            {"upstream_registry": "8.8.8.8", "upstream_registry_username": null,
             "upstream_registry_password": null, "expiration_s": null, "insecure": null}
            """),
        201,
        "Created");
    assertThat(shown(Viewer.ADM, organization))
        .isEqualTo(
            json(
                """
                {"upstream_registry": "8.8.8.8", "expiration_s": 86400, "insecure": false}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                          | 'upstream_registry' is a required property
          {"upstream_registry": null}                                 | None is not of type 'string'
          {"upstream_registry": "8.8.8.8", "expiration_s": "10"}      | '10' is not of type 'integer', 'null'
          {"upstream_registry": "8.8.8.8", "expiration_s": 1.5}       | 1.5 is not of type 'integer', 'null'
          {"upstream_registry": "8.8.8.8", "expiration_s": true}      | True is not of type 'integer', 'null'
          {"upstream_registry": "8.8.8.8", "expiration_s": 2147483648} | 2147483648 is greater than the maximum of 2147483647
          {"upstream_registry": "8.8.8.8", "insecure": 1}             | 1 is not of type 'boolean', 'null'
          {"upstream_registry": "8.8.8.8", "upstream_registry_username": 5} | upstream_registry_username must be a string or null
          {"upstream_registry": "8.8.8.8", "upstream_registry_password": ["secret"]} | upstream_registry_password must be a string or null
          """)
  void refusesABodyThatDoesNotFit(String body, String text) {
    String organization = Scene.organizationOf(Viewer.ADM);
    isP400(create(Viewer.ADM, organization, body), text);
    isP400(create(Viewer.ANON, organization, body), text);
    isP400(Given.validateBody(organization, body), text);
  }

  @Test
  void refusesWhatIsTooLong() {
    String organization = Scene.organizationOf(Viewer.ADM);
    String registry = "8.8.8.8/" + "x".repeat(2_041);
    isP400(
        create(Viewer.ADM, organization, "{\"upstream_registry\": \"%s\"}".formatted(registry)),
        "'upstream_registry' must be at most 2048 characters");
    isP400(
        create(
            Viewer.ADM,
            organization,
            "{\"upstream_registry\": \"8.8.8.8\", \"upstream_registry_password\": \"%s\"}"
                .formatted("x".repeat(8_193))),
        "'upstream_registry_password' must be at most 8192 characters");
  }

  @Test
  void saysWhichOrganizationIsMissing() {
    String body = "{\"upstream_registry\": \"8.8.8.8\"}";
    isM400(
        create(Viewer.FSU, "no-such-organization", body),
        "Organization does not exist: no-such-organization");
    isM400(create(Viewer.ADM, "ada", body), "Organization does not exist: ada");
    isM400(
        create(Viewer.FSU, "no-such-organization", body.replace("8.8.8.8", "10.0.0.1")),
        "Organization does not exist: no-such-organization");
    isP404(Viewer.FSU.asks().delete(path("no-such-organization")));
    assertThat(shown(Viewer.ROSU, "no-such-organization")).isEqualTo(NONE);
    assertThat(shown(Viewer.ADM, "ada")).isEqualTo(NONE);
  }

  @Test
  void isNotThereWithoutItsFeature() {
    String organization = Scene.organizationOf(Viewer.ADM);
    isP404(Viewer.SU.asks(Wharfinger.closed()).get(path(organization)));
    isP404(Viewer.SU.asks(Wharfinger.closed()).delete(path(organization)));
    isP404(Viewer.SU.sends(Wharfinger.closed(), "{}").post(path(organization)));
    isP404(
        Viewer.SU
            .sends(Wharfinger.closed(), "{}")
            .post("/organization/" + organization + "/validateproxycache"));
  }

  @Test
  void answersARepeatedRequestWithTheSameAnswer() {
    String organization = Scene.organizationOf(Viewer.ADM);
    for (int i = 0; i < 2; i++) {
      isText(
          Viewer.ADM
              .sends("{\"upstream_registry\": \"8.8.8.8\"}")
              .header("Idempotency-Key", "proxy-of-" + organization)
              .post(path(organization)),
          201,
          "Created");
    }
  }

  @Test
  void goesWithItsOrganization() {
    String organization = Scene.organizationOf(Viewer.ADM);
    Given.configured(organization);
    isDone(Viewer.ADM.asks().delete("/organization/" + organization));
    assertThat(
            Wharfinger.shared()
                .count(
                    "SELECT count(*) FROM proxy_cache WHERE organization NOT IN (SELECT id FROM namespace)"))
        .isZero();
    assertThat(shown(Viewer.FSU, organization)).isEqualTo(NONE);
  }

  private static JsonNode shown(Viewer viewer, String organization) {
    return json(viewer.asks().get(path(organization)), 200);
  }
}
