package dev.wharfinger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long bodies may be, and what is refused before they are there. */
class BodyLimitsApiTest {

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int LIMIT = 1024 * 1024;
  private static final int REPORT_LIMIT = 16 * LIMIT;
  private static final String REPORTS = "/api/v1/registry/events";
  private static final String REGISTRY =
      "Authorization: Bearer " + Wharfinger.REGISTRY_SECRET + "\r\n";

  private static Wire open() throws IOException {
    return Wire.open(URI.create(Wharfinger.shared().origin()).getPort(), TIMEOUT_MILLIS);
  }

  private static String head(String method, String path, String headers) {
    return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(method, path, headers);
  }

  private static String json(long length) {
    return "Content-Type: application/json\r\nContent-Length: " + length + "\r\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/organization/",
        "/api/v1/signin",
        "/api/v1/user/initialize",
        "/api/v1/recovery",
        "/oauth/access_token",
        "/oauth/revoke",
        "/oauth/authorizeapp",
        "/oauth/denyapp",
        "/v2/auth"
      })
  void hasOneLimitForAllRoutes(String path) throws IOException {
    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
    try (Wire announced = open()) {
      Wire.Answer answer =
          announced
              .send(head("POST", path, form + "Content-Length: " + (LIMIT + 1) + "\r\n"))
              .answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(413);
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(answer.body()).contains("exceeds the capacity limit");
    }
    try (Wire chunked = open()) {
      chunked.send(head("POST", path, form + "Transfer-Encoding: chunked\r\n"));
      chunked.send("100001\r\n" + "x".repeat(LIMIT + 1));
      assertThat(chunked.answer().status()).isEqualTo(413);
    }
    try (Wire fitting = open()) {
      fitting.send(head("POST", path, form + "Content-Length: " + LIMIT + "\r\n"));
      assertThat(fitting.send("x".repeat(LIMIT)).answer().status()).isNotIn(413, 500, 503);
    }
  }

  @Test
  void takesReportsThatAreLongerThanOtherBodies() throws IOException {
    String event =
        ("{\"events\": [{\"id\": \"%s\", \"timestamp\": \"%s\", \"action\": \"pull\","
                + " \"target\": {\"repository\": \"no/where\", \"digest\": \"sha256:%s\"}}]}")
            .formatted(Wharfinger.fresh("event"), Instant.now(), "0".repeat(64));
    String padded = " ".repeat(2 * LIMIT) + event;
    try (Wire registry = open()) {
      registry.send(head("POST", REPORTS, REGISTRY + json(padded.length())) + padded);
      Wire.Answer answer = registry.answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }
    try (Wire registry = open()) {
      String chunked = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
      String longest = " ".repeat(REPORT_LIMIT - event.length()) + event;
      registry.send(head("POST", REPORTS, REGISTRY + chunked));
      registry.send(Integer.toHexString(REPORT_LIMIT) + "\r\n" + longest + "\r\n0\r\n\r\n");
      Wire.Answer answer = registry.answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }
    try (Wire registry = open()) {
      registry.send(head("POST", REPORTS, REGISTRY + json(REPORT_LIMIT + 1L)));
      assertThat(registry.answer().status()).isEqualTo(413);
    }
    try (Wire stranger = open()) {
      stranger.send(head("POST", REPORTS, json(REPORT_LIMIT)));
      assertThat(stranger.answer().status()).isEqualTo(401);
    }
  }

  /** The body never comes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/v1/nothing | 404",
        "POST | /nothing | 404",
        "PATCH | /api/v1/organization/acme | 405",
        "DELETE | /oauth/revoke | 405",
        "POST | /api/v1/probe%00 | 404",
        "POST | /api/v1/a/../probe | 404",
        "GET | /api/v1/a/../probe | 404",
        "GET | /api/v1/nothing | 404",
        "GET | * | 404",
        "POST | * | 404",
      })
  void refusesBeforeTheBodyWhatNeedsNone(String method, String path, int status)
      throws IOException {
    for (int length : new int[] {10, LIMIT, 20 * LIMIT}) {
      try (Wire wire = open()) {
        Wire.Answer answer = wire.send(head(method, path, json(length))).answer();
        assertThat(answer.status()).as(length + ": " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().get("connection"))
            .as("the connection ends, as the answer says, where %d bytes would follow", length)
            .isEqualTo(length > 10 ? "close" : null);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Two words: x", "X-Control: a\0b", "Content-Length: x"})
  void saysThatNothingIsReadBehindAnUnreadableHead(String header) throws IOException {
    try (Wire wire = open()) {
      wire.send(head("GET", "/api/v1/discovery", ""));
      assertThat(wire.answer().status()).isEqualTo(200);
      Wire.Answer answer = wire.send(head("GET", "/api/v1/discovery", header + "\r\n")).answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.headers()).containsEntry("connection", "close");
    }
  }

  @Test
  void refusesEncodedBodiesBeforeTheyCome() throws IOException {
    for (String path : new String[] {"/api/v1/organization/", "/oauth/revoke", "/v2/auth"}) {
      try (Wire wire = open()) {
        String headers = "Content-Encoding: gzip\r\n" + json(100);
        assertThat(wire.send(head("POST", path, headers)).answer().status()).isEqualTo(415);
      }
    }
  }

  @Test
  void invitesABodyOnlyWhenItIsWanted() throws IOException {
    String expect = "Expect: 100-continue\r\n";
    try (Wire wire = open()) {
      wire.send(head("POST", "/oauth/revoke", expect + json(2)));
      assertThat(wire.answer().status()).isEqualTo(100);
      Wire.Answer answer = wire.send("{}").answer();
      assertThat(answer.status()).isNotEqualTo(100);
      wire.send(head("POST", "/oauth/revoke", json(2)) + "{}");
      assertThat(wire.answer().status()).as("the connection goes on").isEqualTo(answer.status());
    }
    try (Wire wire = open()) {
      Wire.Answer answer = wire.send(head("POST", "/nothing", expect + json(2))).answer();
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.headers()).containsEntry("connection", "close");
    }
    try (Wire wire = open()) {
      wire.send(head("POST", "/oauth/revoke", expect + json(20L * LIMIT)));
      assertThat(wire.answer().status()).isEqualTo(413);
    }
  }

  @Test
  void goesOnAfterARefusalThatDidNotWaitForAShortBody() throws IOException {
    try (Wire wire = open()) {
      wire.send(head("POST", "/api/v1/nothing", json(5)));
      Wire.Answer refused = wire.answer();
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.headers()).doesNotContainKey("connection");
      wire.send("12345" + head("GET", "/api/v1/discovery", ""));
      assertThat(wire.answer().status()).isEqualTo(200);
    }
  }
}
