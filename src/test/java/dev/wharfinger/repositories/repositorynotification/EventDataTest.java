package dev.wharfinger.repositories.repositorynotification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDataTest {

  private static final String COMMON =
      """
      "repository": "buy/large", "namespace": "buy", "name": "large",
      "docker_url": "quay.test:8443/buy/large",
      "homepage": "https://quay.test:8443/repository/buy/large"
      """;

  private final EventData data = new EventData("https", "quay.test:8443", "buy", "large");

  @Test
  void aPushTellsTheTag() throws Exception {
    assertIs(data.push("v1"), "\"updated_tags\": [\"v1\"]");
  }

  @Test
  void anExpiryTellsTheTagsAndTheNotification() throws Exception {
    assertIs(
        data.expiry("5f0c", List.of("a", "b"), 7),
        """
        "notification_uuid": "5f0c", "tags": ["a", "b"], "expiring_in": "7 days"
        """);
  }

  @Test
  void aMirrorTellsItsMessage() throws Exception {
    assertIs(data.mirror("from upstream"), "\"message\": \"from upstream\"");
  }

  @Test
  void theSamplesAreTheContracts() throws Exception {
    assertIs(
        data.samplePush(), "\"updated_tags\": [\"latest\", \"foo\"], \"pruned_image_count\": 3");
    assertIs(
        data.sampleExpiry("None"),
        "\"tags\": [\"latest\", \"v1\"], \"expiring_in\": \"None days\"");
    assertIs(data.sampleMirror(), "\"message\": \"TEST NOTIFICATION\"");
    assertIs(
        data.sampleVulnerability("Low"),
        """
        "tags": ["latest", "prod", "foo", "bar", "baz"], "image": "some-image-id",
        "vulnerability": {"id": "CVE-FAKE-CVE", "description": "A futurist vulnerability",
          "link": "https://security-tracker.debian.org/tracker/CVE-FAKE-CVE", "priority": "Low"}
        """);
  }

  private static void assertIs(ObjectNode told, String more) throws Exception {
    ObjectMapper mapper = new ObjectMapper();

    assertThat(mapper.readTree(mapper.writeValueAsString(told)))
        .isEqualTo(mapper.readTree("{" + COMMON + "," + more + "}"));
  }
}
