package dev.wharfinger.records.log;

import static dev.wharfinger.api.Answers.G400;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isParameterMessage;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everybody's logs, listed and counted, and the counts of an organization and of oneself. */
class AllLogsApiTest {

  private static final String LOGS = "/superuser/logs";
  private static final String COUNTS = "/superuser/aggregatelogs";

  @Test
  void showsEachEntryWithItsAccount() {
    String name = Scene.organizationOf(Viewer.ADM);
    JsonNode page = json(Viewer.ROSU.asks().get(LOGS + "?performer=nobody"), 200);
    assertThat(keys(page)).startsWith("start_time", "end_time", "logs");
    JsonNode entry = page.get("logs").get(0);
    assertThat(keys(entry))
        .containsExactly("kind", "metadata", "ip", "datetime", "performer", "namespace");
    assertThat(entry.get("namespace").get("name").textValue()).isEqualTo(name);
    assertThat(entry.get("namespace").get("kind").textValue()).isEqualTo("org");
    assertThat(entry.get("performer").get("name").textValue()).isEqualTo("ada");
  }

  @Test
  void pagesThroughMonthsWithoutALossOrARepetition() {
    Viewer.SU.arrives();
    Wharfinger.shared()
        .sql(
            "SELECT count(*) FROM generate_series(0, 3) n, make_usage_log_month("
                + "'2015-01-01T00:00:00Z'::timestamptz + n * interval '1 month')");
    Wharfinger.shared()
        .sql(
            """
            INSERT INTO usage_log (seq, ordinal, time, kind, metadata)
            SELECT (1::bigint << 50) + i, 0, '2015-01-01T00:00:00Z'::timestamptz + i * interval '1 day',
              'entry_' || i, '{}' FROM generate_series(0, 89) i
            ON CONFLICT DO NOTHING
            """);
    String range = "?starttime=01/01/2015&endtime=03/31/2015";
    List<String> kinds = new ArrayList<>();
    JsonNode page = json(Viewer.SU.asks().get(LOGS + range), 200);
    page.get("logs").forEach(entry -> kinds.add(entry.get("kind").textValue()));
    while (page.has("next_page")) {
      page =
          json(
              Viewer.SU
                  .asks()
                  .get(LOGS + range + "&next_page=" + page.get("next_page").textValue()),
              200);
      page.get("logs").forEach(entry -> kinds.add(entry.get("kind").textValue()));
    }
    assertThat(kinds).hasSize(90).doesNotHaveDuplicates();
    assertThat(kinds.getFirst()).isEqualTo("entry_89");
    assertThat(kinds.getLast()).isEqualTo("entry_0");
    JsonNode counts =
        json(Viewer.SU.asks().get(COUNTS + "?starttime=01/01/2015&endtime=01/03/2015"), 200);
    assertThat(counts)
        .isEqualTo(
            json(
                """
                {"aggregated": [
                 {"kind": "entry_0", "count": 1, "datetime": "Thu, 01 Jan 2015 00:00:00 -0000"},
                 {"kind": "entry_1", "count": 1, "datetime": "Fri, 02 Jan 2015 00:00:00 -0000"},
                 {"kind": "entry_2", "count": 1, "datetime": "Sat, 03 Jan 2015 00:00:00 -0000"}]}
                """));
  }

  @Test
  void isEmptyForABackwardInterval() {
    JsonNode page =
        json(Viewer.SU.asks().get(LOGS + "?starttime=08/21/2026&endtime=08/01/2026"), 200);
    assertThat(page.get("logs")).isEmpty();
    assertThat(page.has("next_page")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "1.5"})
  void wantsANumberForThePageThatItIgnores(String number) {
    String help = "The page number for the logs";
    isParameterMessage(Viewer.SU.asks().get(LOGS + "?page=" + number), "page", help);
    isParameterMessage(Viewer.OUT.asks().get(LOGS + "?page=" + number), "page", help);
    isP401(Viewer.ANON.asks().get(LOGS + "?page=" + number));
    assertThat(Viewer.SU.asks().get(LOGS + "?page=7").statusCode()).isEqualTo(200);
  }

  @Test
  void isForSuperusers() {
    for (String path : new String[] {LOGS, COUNTS}) {
      isP401(Viewer.ANON.asks().get(path));
      isP403(Viewer.ADM.asks().get(path));
      isP403(Viewer.SU.asksWith("org:admin user:admin").get(path));
      assertThat(Viewer.ROSU.asks().get(path).statusCode()).isEqualTo(200);
    }
  }

  /** A crash input of the contract (superuser 11). */
  @Test
  void refusesToCountMoreThanThirtyOneDays() {
    String name = Scene.organizationOf(Viewer.ADM);
    String whole = "?starttime=01/01/2026&endtime=01/31/2026";
    String more = "?starttime=01/01/2026&endtime=02/01/2026";
    String text = "Invalid date range for logs";
    assertThat(Viewer.SU.asks().get(COUNTS + whole).statusCode()).isEqualTo(200);
    isP400(Viewer.SU.asks().get(COUNTS + more), text);
    for (String path :
        new String[] {"/organization/" + name + "/aggregatelogs", "/user/aggregatelogs"}) {
      assertThat(Viewer.ADM.asks().get(path + whole).statusCode()).isEqualTo(200);
      isM400(Viewer.ADM.asks().get(path + more), text);
      isM400(Viewer.ADM.asks().get(path + "?starttime=08/21/2026&endtime=08/01/2026"), G400);
    }
    JsonNode counted = json(Viewer.ADM.asks().get("/organization/" + name + "/aggregatelogs"), 200);
    assertThat(counted.get("aggregated").get(0).get("kind").textValue()).isEqualTo("org_create");
    Viewer.OUT.arrives();
    String performer = "/organization/" + name + "/aggregatelogs?performer=";
    assertThat(json(Viewer.ADM.asks().get(performer + "olga"), 200).get("aggregated")).isEmpty();
    assertThat(json(Viewer.ADM.asks().get(performer + "nobody-there"), 200))
        .as("an unknown performer is no filter")
        .isEqualTo(counted);
    isM400(
        Viewer.FSU.asks().get("/organization/no-such-organization/aggregatelogs"),
        "Invalid namespace requested: no-such-organization");
  }

  /** From a day ago to now, and the day that is always added. */
  @Test
  void showsTheLastDayUnlessToldOtherwise() {
    for (String path : List.of(LOGS, "/user/logs")) {
      JsonNode page = json(Viewer.SU.asks().get(path), 200);
      assertThat(Duration.between(time(page, "start_time"), time(page, "end_time")))
          .isEqualTo(Duration.ofDays(2));
      assertThat(time(page, "end_time")).isAfter(Instant.now().plus(Duration.ofHours(23)));
    }
  }

  private static Instant time(JsonNode page, String key) {
    return ZonedDateTime.parse(
            page.get(key).textValue().replace("-0000", "GMT"), DateTimeFormatter.RFC_1123_DATE_TIME)
        .toInstant();
  }
}
