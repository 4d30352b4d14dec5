package dev.wharfinger.repositories.repositorynotification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.repositories.repository.RepositoryAddressView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDataTest {

  private static final String COMMON =
      """
      "repository": "buy/large", "namespace": "buy", "name": "large",
      "docker_url": "quay.test:8443/buy/large",
      "homepage": "https://quay.test:8443/repository/buy/large"
      """;

  private final EventData data =
      new EventData(new RepositoryAddressView("https", "quay.test:8443"), "buy", "large");

  @Test
  void tellsWhereTheRepositoryIsAndMore() throws Exception {
    assertIs(data.with(json("{\"updated_tags\": [\"v1\"]}")), "\"updated_tags\": [\"v1\"]");
  }

  @Test
  void aBuildHasAPageOfItsOwn() throws Exception {
    assertThat(data.with(json("{\"build_id\": \"b7\"}")).get("homepage").textValue())
        .isEqualTo("https://quay.test:8443/repository/buy/large/build/b7");
  }

  @Test
  void theSamplesAreTheContracts() throws Exception {
    assertIs(
        sample("repo_push", "{}"),
        "\"updated_tags\": [\"latest\", \"foo\"], \"pruned_image_count\": 3");
    assertIs(
        sample("repo_image_expiry", "{}"),
        "\"tags\": [\"latest\", \"v1\"], \"expiring_in\": \"None days\"");
    assertIs(
        sample("repo_image_expiry", "{\"days\": 7}"),
        "\"tags\": [\"latest\", \"v1\"], \"expiring_in\": \"7 days\"");
    assertIs(sample("repo_mirror_sync_failed", "{}"), "\"message\": \"TEST NOTIFICATION\"");
    assertIs(
        sample("vulnerability_found", "{\"level\": \"3\"}"),
        """
        "tags": ["latest", "prod", "foo", "bar", "baz"], "image": "some-image-id",
        "vulnerability": {"id": "CVE-FAKE-CVE", "description": "A futurist vulnerability",
          "link": "https://security-tracker.debian.org/tracker/CVE-FAKE-CVE", "priority": "Low"}
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"level\": \"x\"}", "{\"level\": -1}", "{\"level\": 6}"})
  void aLevelThatIsNoneIsTheGravest(String config) {
    assertThat(sample("vulnerability_found", config).at("/vulnerability/priority").textValue())
        .isEqualTo("Critical");
  }

  @Test
  void theSamplesOfBuildsTellOfABuild() {
    JsonNode queued = sample("build_queued", "{}");
    assertThat(queued.get("is_manual").booleanValue()).isFalse();
    assertThat(queued.get("homepage").textValue()).endsWith("/build/fake-build-id");
    assertThat(queued.at("/trigger_metadata/ref").textValue()).isEqualTo("refs/heads/somebranch");
    assertThat(sample("build_start", "{}").has("is_manual")).isFalse();
    assertThat(sample("build_success", "{}").get("image_id").textValue()).isEqualTo("1245657346");
    assertThat(sample("build_cancelled", "{}").has("image_id")).isTrue();
    assertThat(sample("build_failure", "{}").get("error_message").textValue())
        .isEqualTo("This is a fake error message");
  }

  @Test
  void theSamplesOfQuotasTellOfTheNamespace() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(sample("quota_warning", "{}").toString()))
        .isEqualTo(
            mapper.readTree(
                """
                {"namespace": "buy", "homepage": "https://quay.test:8443/organization/buy",
                 "threshold_percent": 80, "usage_bytes": 858993459, "limit_bytes": 1073741824,
                 "usage_percent": 80, "usage_bytes_formatted": "819.20 MB",
                 "limit_bytes_formatted": "1.00 GB"}
                """));
    JsonNode exceeded = sample("quota_error", "{}");
    assertThat(exceeded.get("usage_percent").intValue()).isEqualTo(105);
    assertThat(exceeded.get("usage_bytes_formatted").textValue()).isEqualTo("1.05 GB");
  }

  private ObjectNode sample(String event, String config) {
    return data.sample(NotifiedEvent.of(event).orElseThrow(), json(config));
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) Answers.json(text);
  }

  private static void assertIs(ObjectNode told, String more) throws Exception {
    ObjectMapper mapper = new ObjectMapper();

    assertThat(mapper.readTree(mapper.writeValueAsString(told)))
        .isEqualTo(mapper.readTree("{" + COMMON + "," + more + "}"));
  }
}
