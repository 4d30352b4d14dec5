package dev.wharfinger.registries.tag;

import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no registry of changing a tag; AttachedRegistryApiTest has the rest. */
class ChangeTagApiTest {

  private static final int WEEK = 7 * 24 * 3600;

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String goods = Scene.repository(organization, "goods", false);
  private final ReportedTags reported = new ReportedTags(organization + "/goods");
  private final Instant start = Instant.now().minusSeconds(10_000).truncatedTo(ChronoUnit.SECONDS);
  private final long day = start.getEpochSecond() + 24 * 3600;

  @BeforeEach
  void report() {
    reported.send(reported.image(start, "v1", "one", 1));
  }

  private Response put(String tag, String body) {
    return Viewer.ADM.sends(body).put(goods + "/tag/" + tag);
  }

  private static void isUpdated(Response answer) {
    assertThat(json(answer, 201).textValue()).isEqualTo("Updated");
  }

  private JsonNode v1() {
    return json(Viewer.ADM.asks().get(goods + "/tag/?specificTag=v1&onlyActiveTags=true"), 200)
        .at("/tags/0");
  }

  private JsonNode last() {
    return Scene.logs(organization).get(0);
  }

  @Test
  void setsAndClearsWhenATagExpires() {
    isUpdated(put("v1", "{\"expiration\": " + day + ".7}"));
    assertThat(v1().get("end_ts").longValue()).isEqualTo(day);
    assertThat(v1().get("expiration").textValue()).endsWith(" -0000");
    assertThat(json(Viewer.ADM.asks().get(goods), 200).at("/tags/v1/expiration"))
        .isEqualTo(v1().get("expiration"));
    assertThat(Scene.metadata(last()))
        .isEqualTo(
            json(
                """
                {"kind": "change_tag_expiration", "username": "ada", "repo": "goods", "tag": "v1", "namespace": "%s",
                 "expiration_date": %d, "old_expiration_date": null}
                """
                    .formatted(organization, day)));

    isUpdated(put("v1", "{\"expiration\": " + (day + 5) + "}"));
    assertThat(last().at("/metadata/old_expiration_date").longValue()).isEqualTo(day * 1000);
    isUpdated(put("v1", "{\"expiration\": " + (day + 5) + "}"));
    assertThat(last().at("/metadata/expiration_date").longValue()).isEqualTo(day + 5);
    assertThat(last().at("/metadata/old_expiration_date").isNull()).as("as before").isTrue();

    isUpdated(put("v1", "{\"expiration\": null}"));
    assertThat(v1().has("end_ts")).isFalse();
    assertThat(last().at("/metadata/expiration_date").isNull()).isTrue();
    assertThat(last().at("/metadata/old_expiration_date").longValue()).isEqualTo((day + 5) * 1000);
    int logs = Scene.logs(organization).size();
    isUpdated(put("v1", "{\"expiration\": null}"));
    assertThat(Scene.logs(organization)).hasSize(logs);
  }

  @Test
  void keepsAnExpirationWithinTheLimits() {
    isUpdated(put("v1", "{\"expiration\": 253402300799}"));
    assertThat(v1().get("end_ts").longValue()).isEqualTo(start.getEpochSecond() + 104L * WEEK);
    reported.send(reported.image(Instant.now(), "v2", "one", 1));
    isUpdated(put("v2", "{\"expiration\": " + (Instant.now().getEpochSecond() + 60) + "}"));
    JsonNode v2 = json(Viewer.ADM.asks().get(goods + "/tag/?specificTag=v2"), 200).at("/tags/0");
    assertThat(v2.get("end_ts").longValue() - v2.get("start_ts").longValue()).isEqualTo(3600);
  }

  @Test
  void losesItsExpirationWhenItIsMoved() {
    isUpdated(put("v1", "{\"expiration\": " + day + "}"));
    reported.send(reported.image(start.plusSeconds(60), "v1", "two", 1));
    assertThat(v1().has("end_ts")).isFalse();
    JsonNode before =
        json(Viewer.ADM.asks().get(goods + "/tag/?specificTag=v1"), 200).at("/tags/1");
    assertThat(before.get("end_ts").longValue()).isEqualTo(start.getEpochSecond() + 60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"other\": 1}"})
  void changesNothing(String body) {
    isUpdated(put("v1", body));
    isUpdated(put("none", body));
    assertThat(v1().get("manifest_digest").textValue()).isEqualTo(reported.digest("one"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"expiration": "x"}      | 'x' is not of type 'number', 'null'
          {"manifest_digest": 1}   | 1 is not of type 'string', 'null'
          {"immutable": null}      | None is not of type 'boolean'
          """)
  void refusesWhatIsNotOfTheType(String body, String text) {
    isP400(put("v1", body), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e30", "1e999", "253402300800"})
  void refusesAnExpirationThatIsOverOrInNoCalendar(String expiration) {
    isMessage(
        put("v1", "{\"expiration\": " + expiration + "}"),
        400,
        "The browser (or proxy) sent a request that this server could not understand.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", ".x", "%C3%A4", "a:b"})
  void refusesANameThatNoTagHas(String tag) {
    isMessage(
        Viewer.ADM.sends("{}").urlEncodingEnabled(false).put(goods + "/tag/" + tag),
        400,
        "Invalid tag: must match [A-Za-z0-9_.-], NOT start with \".\" or \"-\", and can contain"
            + " 1-128 characters");
  }

  @Test
  void changesOnlyWhatIsThere() {
    isP404(put("none", "{\"expiration\": " + day + "}"));
    isP404(put("none", "{\"expiration\": 0}"));
    isP404(put("v1", "{\"manifest_digest\": null}"));
    isP404(put("v1", "{\"manifest_digest\": \"sha256:abcdef\"}"));
    isP404(Viewer.ADM.sends("{}").put("/repository/" + organization + "/none/tag/v1"));
    reported.send(reported.image(start.plusSeconds(60), "v1", "two", 1));
    isP404(put("v1", "{\"manifest_digest\": \"" + reported.digest("one") + "\"}"));
    isP404(
        Viewer.ADM
            .sends(
                Wharfinger.restricted(),
                "{\"manifest_digest\": \"" + reported.digest("one") + "\"}")
            .put(goods + "/tag/v1"));
    isMessage(
        put("v2", "{\"manifest_digest\": \"" + reported.digest("two") + "\"}"),
        501,
        "This service is not attached to a registry.");
  }

  @Test
  void changesNothingInARepositoryThatIsClosed() {
    var _ =
        Viewer.ADM
            .sends(Wharfinger.fullAccess(), "{\"state\": \"READ_ONLY\"}")
            .put(goods + "/changestate");
    isMessage(put("v1", "{}"), 503, "Repository is in read only or mirror mode: 1");
  }
}
