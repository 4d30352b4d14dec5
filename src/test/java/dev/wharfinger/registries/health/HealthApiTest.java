package dev.wharfinger.registries.health;

import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What probes that were set up for Quay ask. */
class HealthApiTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /health          | auth,database,disk_space,registry_gunicorn,service_key,web_gunicorn
          /health/instance | auth,database,disk_space,registry_gunicorn,service_key,web_gunicorn
          /status          | auth,database,redis,storage
          /health/endtoend | auth,database,redis,storage
          """)
  void saysThatAllIsWell(String path, String services) {
    Response answer = get(path);
    JsonNode view = json(answer, 200);
    assertThat(keys(view)).containsExactlyInAnyOrder("data", "status_code");
    assertThat(view.get("status_code").intValue()).isEqualTo(200);
    assertThat(keys(view.get("data"))).containsExactly("services");
    JsonNode states = view.at("/data/services");
    assertThat(keys(states)).containsExactly(services.split(",", -1));
    states.forEach(state -> assertThat(state.booleanValue()).isTrue());
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, no-store, must-revalidate");
  }

  /** The disk of a machine that runs tests may be nearly full. */
  @Test
  void warnsOfAFullDisk() {
    Response answer = get("/health/warning");
    JsonNode view = json(answer, answer.statusCode());
    boolean plenty = view.at("/data/services/disk_space_warning").booleanValue();
    assertThat(keys(view.at("/data/services"))).containsExactly("disk_space_warning");
    assertThat(answer.statusCode()).isEqualTo(plenty ? 200 : 503);
    assertThat(view.get("status_code").intValue()).isEqualTo(answer.statusCode());
  }

  @Test
  void tellsSuperusersMore() {
    JsonNode data = json(Viewer.SU.browser().plain().basePath("").get("/health"), 200).get("data");
    assertThat(keys(data))
        .containsExactly(
            "services",
            "services_expanded",
            "notes",
            "is_testing",
            "config_provider",
            "local_service_key_id",
            "hostname");
    assertThat(data.at("/services_expanded/database")).isEqualTo(json("{\"status\": true}"));
    JsonNode byToken = json(Viewer.SU.asks().basePath("").get("/health"), 200).get("data");
    assertThat(byToken.has("services_expanded")).isTrue();
    for (Response other :
        new Response[] {
          Viewer.ADM.asks().basePath("").get("/health"),
          Viewer.ADM.browser().plain().basePath("").get("/health"),
          Browser.fresh().plain().basePath("").get("/health"),
          Wharfinger.shared().request("nonsense").basePath("").get("/health"),
          Wharfinger.shared().request("a.b.c").basePath("").get("/health")
        }) {
      assertThat(json(other, 200).get("data").has("services_expanded")).isFalse();
    }
  }

  @Test
  void isThereWhereNothingIsAnonymous() {
    assertThat(Wharfinger.closed().request().basePath("").get("/health/endtoend").statusCode())
        .isEqualTo(200);
  }

  @Test
  void hasNoRevisionOfTheDatabase() {
    assertThat(json(get("/health/dbrevision"), 404)).isEqualTo(json("{\"error\": \"Not Found\"}"));
    assertThat(get("/health/enabledebug/x").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/_internal_ping", "/v1/_internal_ping", "/secscan/_internal_ping"})
  void answersPings(String path) {
    Response answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString()).isEqualTo("true");
    assertThat(answer.contentType()).startsWith("text/plain");
  }

  @Test
  void scansNothing() {
    double percent =
        json(get("/secscan/_backfill_status"), 200).get("backfill_percent").doubleValue();
    assertThat(percent).isIn(0.0, 100.0);
    assertThat(notified("{\"notification_id\": \"x\", \"callback\": \"y\"}").asString())
        .isEqualTo("Okay");
    for (String other :
        new String[] {"", "[]", "5", "{\"notification_id\": \"x\"}", "{\"callback\": \"y\"}"}) {
      assertThat(notified(other).statusCode()).as(other).isEqualTo(400);
    }
  }

  private static Response notified(String body) {
    return Wharfinger.shared()
        .request()
        .basePath("")
        .contentType(ContentType.JSON)
        .body(body)
        .post("/secscan/notification");
  }

  private static Response get(String path) {
    return Wharfinger.shared().request().basePath("").get(path);
  }
}
