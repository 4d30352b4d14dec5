package dev.wharfinger.records.log;

import static dev.wharfinger.api.Answers.G400;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** listOrgLogs and listUserLogs. */
class ListLogsApiTest {

  private static final String BOOK =
      """
      INSERT INTO usage_log (seq, ordinal, time, kind, namespace, metadata)
      SELECT (SELECT greatest(max(seq), 1::bigint << 40) + 1 FROM usage_log), 0, ?::timestamptz, ?, id, '{}'
      FROM namespace WHERE name = ?
      """;

  private final String name = Scene.organizationOf(Viewer.ADM);
  private final String logs = "/organization/" + name + "/logs";

  @Test
  void addsOneDayToTheEndAlways() {
    JsonNode page =
        json(Viewer.ADM.asks().get(logs + "?starttime=12/01/2016&endtime=1/09/2017"), 200);
    assertThat(keys(page)).containsExactly("start_time", "end_time", "logs");
    assertThat(page.get("start_time").textValue()).isEqualTo("Thu, 01 Dec 2016 00:00:00 -0000");
    assertThat(page.get("end_time").textValue()).isEqualTo("Tue, 10 Jan 2017 00:00:00 -0000");
    assertThat(page.get("logs")).isEmpty();
  }

  @Test
  void takesInTheStartAndLeavesOutTheEnd() {
    for (String time : List.of("2016-12-01T00:00:00Z", "2016-12-02T23:59:59.999Z")) {
      book("org_change_email", time);
    }
    book("org_change_email", "2016-11-30T23:59:59.999Z");
    book("org_change_email", "2016-12-03T00:00:00Z");
    JsonNode page =
        json(Viewer.ADM.asks().get(logs + "?starttime=12/01/2016&endtime=12/02/2016"), 200);
    assertThat(page.get("logs").findValuesAsText("datetime"))
        .containsExactly("Fri, 02 Dec 2016 23:59:59 -0000", "Thu, 01 Dec 2016 00:00:00 -0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "starttime=2016-12-01",
        "starttime=13/01/2016",
        "starttime=02/30/2016",
        "starttime=now&endtime=later",
        "starttime=&endtime=",
        "starttime=%D9%A1/01/2016",
        "starttime=00/00/0000&endtime=00/00/0000",
      })
  void ignoresWhatIsNoDate(String query) {
    assertThat(json(Viewer.ADM.asks().get(logs + "?" + query), 200).get("logs")).hasSize(1);
  }

  @Test
  void refusesAnEndBeforeTheStartAfterThePermission() {
    String backward = "?starttime=08/21/2026&endtime=08/19/2026";
    isM400(Viewer.ADM.asks().get(logs + backward), G400);
    isM400(Viewer.OUT.asks().get("/user/logs" + backward), G400);
    isM400(Viewer.ROSU.asks().get("/organization/" + fresh("none") + "/logs" + backward), G400);
    isP403(Viewer.OUT.asks().get(logs + backward));
    isP401(Viewer.ANON.asks().get(logs + backward));
    String sameAfterTheDay = "?starttime=08/21/2026&endtime=08/20/2026";
    assertThat(json(Viewer.ADM.asks().get(logs + sameAfterTheDay), 200).get("logs")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ada, 2", "root, 1", "olga, 0", "nobody-there, 0", "'', 3"})
  void filtersByPerformer(String performer, int entries) {
    Viewer.OUT.arrives();
    change(Viewer.ADM, 1);
    change(Viewer.FSU, 1);
    assertThat(json(Viewer.ADM.asks().get(logs + "?performer=" + performer), 200).get("logs"))
        .hasSize(entries);
  }

  @Test
  void givesTwentyAtATimeNewestFirst() {
    change(Viewer.ADM, 44);
    List<String> seen = new ArrayList<>();
    JsonNode page = json(Viewer.ADM.asks().get(logs), 200);
    assertThat(page.get("logs")).hasSize(20);
    while (page.has("next_page")) {
      page.get("logs").forEach(entry -> seen.add(entry.get("metadata").toString()));
      change(Viewer.ADM, 1);
      page =
          json(
              Viewer.ADM.asks().get(logs + "?next_page=" + page.get("next_page").textValue()), 200);
    }
    assertThat(page.get("logs")).hasSize(5);
    assertThat(page.get("logs").get(4).get("kind").textValue()).isEqualTo("org_create");
    assertThat(seen).hasSize(40);
  }

  @Test
  void keepsEntriesOfOneMomentApart() {
    for (int i = 0; i < 25; i++) {
      book("moment_" + i, "2017-01-01T00:00:00Z");
    }
    String range = "?starttime=01/01/2017&endtime=01/01/2017";
    JsonNode first = json(Viewer.ADM.asks().get(logs + range), 200);
    JsonNode second =
        json(
            Viewer.ADM
                .asks()
                .get(logs + range + "&next_page=" + first.get("next_page").textValue()),
            200);
    List<String> kinds = new ArrayList<>(first.get("logs").findValuesAsText("kind"));
    kinds.removeIf(kind -> !kind.startsWith("moment_"));
    second.get("logs").forEach(entry -> kinds.add(entry.get("kind").textValue()));
    assertThat(kinds).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void beginsAnewForATokenOfAnotherLog() {
    change(Viewer.ADM, 21);
    String token = json(Viewer.ADM.asks().get(logs), 200).get("next_page").textValue();
    String other = "/organization/" + Scene.organizationOf(Viewer.ADM) + "/logs?next_page=";
    assertThat(json(Viewer.ADM.asks().get(other + token), 200).get("logs")).hasSize(1);
    assertThat(json(Viewer.ADM.asks().get(logs + "?next_page=forged"), 200).get("logs"))
        .hasSize(20);
  }

  @Test
  void refusesInTheContractsWords() {
    String none = fresh("none");
    isM400(
        Viewer.FSU.asks().get("/organization/" + none + "/logs"),
        "Invalid namespace requested: " + none);
    isM400(
        Viewer.ROSU.asks().get("/organization/" + none + "/logs"),
        "Invalid namespace requested: " + none);
    isP403(Viewer.ADM.asksWith("user:admin repo:create").get(logs));
    isP403(Viewer.ADM.asksWith("org:admin user:read").get("/user/logs"));
    isP401(Viewer.ANON.asks().get("/user/logs"));
  }

  @Test
  void showsTheOwnLogUnderTheOwnNameWithServiceKeysToo() {
    String user = fresh("keeper");
    String token = Viewer.grant(user, Viewer.newUser(user), "user:admin org:admin");
    Wharfinger shared = Wharfinger.shared();
    for (String kind : List.of("service_key_create", "service_keyxcreate")) {
      shared.sql(BOOK, Instant.now().toString(), kind, user);
    }
    assertThat(kinds(shared, token, "/user/logs"))
        .contains("user_create", "service_keyxcreate")
        .doesNotContain("service_key_create");
    assertThat(kinds(shared, token, "/organization/" + user + "/logs"))
        .contains("user_create", "service_key_create");
  }

  private static List<String> kinds(Wharfinger service, String token, String path) {
    List<String> kinds = new ArrayList<>();
    json(service.request(token).get(path), 200)
        .get("logs")
        .forEach(entry -> kinds.add(entry.get("kind").textValue()));
    return kinds;
  }

  @Test
  void leavesOutAPerformerWhoIsUnknown() {
    book("login_failure", "2018-01-01T00:00:00Z");
    JsonNode entry =
        json(Viewer.ADM.asks().get(logs + "?starttime=01/01/2018&endtime=01/01/2018"), 200)
            .get("logs")
            .get(0);
    assertThat(keys(entry)).containsExactly("kind", "metadata", "ip", "datetime");
    assertThat(entry.get("metadata")).isEmpty();
    assertThat(entry.get("ip").isNull()).isTrue();
  }

  /** An entry that no operation writes at that time. */
  private void book(String kind, String time) {
    Wharfinger.shared().sql("SELECT count(*) FROM make_usage_log_month(?::timestamptz)", time);
    Wharfinger.shared().sql(BOOK, time, kind, name);
  }

  private void change(Viewer viewer, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(
              viewer.sends("{\"invoice_email\": true}").put("/organization/" + name).statusCode())
          .isEqualTo(200);
    }
  }
}
