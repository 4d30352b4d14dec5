package dev.wharfinger.repositories.export;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.wharfinger.api.MailBox;
import dev.wharfinger.api.NameServer;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportLogsApiTest {

  /** Where servers of tests listen that may be called. */
  private static final String ALLOWED = "127.0.0.2";

  @Test
  void callsWhoeverIsToKnowAndStreamsTheLog() throws Exception {
    String organization = Scene.organizationOf(Viewer.ADM);
    for (int i = 0; i < 3; i++) {
      Response change =
          Viewer.ADM
              .sends("{\"invoice_email\": %s}".formatted(i % 2 == 0))
              .put("/organization/" + organization);
      assertThat(change.statusCode()).isEqualTo(200);
    }
    BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    HttpServer listener = HttpServer.create(new InetSocketAddress(ALLOWED, 0), 0);
    listener.createContext(
        "/told",
        exchange -> {
          calls.add(
              exchange.getRequestMethod()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    listener.start();
    String url = "http://%s:%d/told".formatted(ALLOWED, listener.getAddress().getPort());
    String email = Wharfinger.fresh("reader") + "@example.org";
    JsonNode queued =
        json(
            export(
                Viewer.ADM,
                organization,
                "{\"callback_url\": \"%s\", \"callback_email\": \"%s\"}".formatted(url, email)),
            200);
    String id = queued.get("export_id").textValue();
    assertThat(queued).hasSize(1);
    assertThat(lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "export_logs_success", "export_id": "%s", "url": "%s", "email": "%s",
                 "message": "queued for export"}
                """
                    .formatted(id, url, email)));

    String called = calls.poll(30, TimeUnit.SECONDS);
    assertThat(called).startsWith("POST ");
    JsonNode told = json(called.substring(5));
    assertThat(told.get("export_id").textValue()).isEqualTo(id);
    assertThat(told.get("namespace").textValue()).isEqualTo(organization);
    assertThat(told.get("repository").isNull()).isTrue();
    assertThat(told.get("status").textValue()).isEqualTo("success");
    URI address = URI.create(told.get("exported_data_url").textValue());
    assertThat(address).hasScheme("http").hasAuthority("localhost:8080");
    assertThat(address.getPath()).matches("/exportedlogs/" + id + "-[A-Z0-9]{40}");

    assertThat(MailBox.letterTo(email).subject())
        .isEqualTo("[Wharfinger] Export Action Logs Complete");
    assertThat(MailBox.letterTo(email).text())
        .contains("Usage Logs Export has completed")
        .contains("exported logs information can be found at " + address)
        .contains(organization);
    listener.stop(0);
    assertThat(calls).isEmpty();

    JsonNode export = json(read(address.getPath()), 200);
    assertThat(export.get("export_id").textValue()).isEqualTo(id);
    assertThat(export.at("/details/namespace").textValue()).isEqualTo(organization);
    assertThat(export.at("/details/start_time")).isEqualTo(told.get("start_time"));
    List<String> kinds =
        StreamSupport.stream(export.get("logs").spliterator(), false)
            .map(entry -> entry.path("kind").asText("end"))
            .toList();
    assertThat(kinds)
        .containsExactly(
            "export_logs_success",
            "org_change_invoicing",
            "org_change_invoicing",
            "org_change_invoicing",
            "org_create",
            "end");
    assertThat(export.get("logs").get(5)).isEqualTo(json("{\"terminator\": true}"));
    assertThat(export.get("logs").get(0)).isEqualTo(Scene.logs(organization).get(0));

    isP404(read(address.getPath().substring(0, address.getPath().length() - 1) + "x"));
    Wharfinger.shared()
        .sql(
            "UPDATE log_export SET finished = finished - interval '2 hours'"
                + " WHERE export_id = ?::uuid",
            id);
    isP404(read(address.getPath()));
  }

  @Test
  void refusesAnAddressThatIsNone() {
    isP404(read("/exportedlogs/x"));
    isP404(read("/exportedlogs/00000000-0000-4000-8000-000000000000"));
    isP404(read("/exportedlogs/00000000-0000-4000-8000-000000000000-" + "A".repeat(40)));
    isP404(read("/exportedlogs/" + "x".repeat(80)));
  }

  @Test
  void exportsToNobodyInParticular() {
    String organization = Scene.organizationOf(Viewer.ADM);
    for (String body : List.of("{}", "{\"callback_url\": \"\", \"callback_email\": \"\"}")) {
      assertThat(json(export(Viewer.ADM, organization, body), 200).get("export_id").textValue())
          .matches("[0-9a-f-]{36}");
      assertThat(lastLog(organization).get("url").isNull()).isTrue();
    }
    assertThat(json(Viewer.ADM.sends("{}").post("/user/exportlogs"), 200)).hasSize(1);
  }

  @Test
  void callsNobodyWhoHasMovedInside() throws IOException {
    String organization = Scene.organizationOf(Viewer.ADM);
    HttpServer trap = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    trap.createContext(
        "/",
        exchange -> {
          calls.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    trap.start();
    String name = NameServer.shared().changingName(List.of(ALLOWED), List.of("127.0.0.1"));
    String url = "http://%s:%d/".formatted(name, trap.getAddress().getPort());
    String id =
        json(export(Viewer.ADM, organization, "{\"callback_url\": \"%s\"}".formatted(url)), 200)
            .get("export_id")
            .textValue();
    String later = json(export(Viewer.ADM, organization, "{}"), 200).get("export_id").textValue();
    waitUntilFinished(later);
    assertThat(finished(id)).isZero();
    assertThat(calls).isEmpty();
    trap.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"callback_url": "http://10.0.0.1/x"}       | Invalid callback URL
          {"callback_url": "http://localhost/x"}      | Invalid callback URL
          {"callback_url": "ftp://example.org/x"}     | Invalid URL scheme 'ftp': only HTTP and HTTPS are allowed
          {"callback_url": "example.org/x"}           | Invalid URL scheme '': only HTTP and HTTPS are allowed
          {"callback_url": "http://u:p@example.org/"} | URLs with embedded credentials are not allowed
          {"callback_url": "http:///x"}               | URL must include a hostname
          {"callback_url": "http://no-host.test/x"}   | Cannot resolve hostname 'no-host.test'
          {"callback_email": "nobody"}                | Invalid callback e-mail
          {"callback_email": "no spaces here@z.io"}   | Invalid callback e-mail
          {"callback_email": "a@b.c,d@e.f"}           | Invalid callback e-mail
          """)
  void refusesWhomItCannotTell(String body, String text) {
    String organization = Scene.organizationOf(Viewer.ADM);
    isP400(export(Viewer.ADM, organization, body), text);
    JsonNode logged = lastLog(organization);
    assertThat(logged.get("kind").textValue()).isEqualTo("export_logs_failure");
    assertThat(logged.get("error").textValue()).isEqualTo("invalid request");
    isP400(Viewer.ADM.sends(body).post("/user/exportlogs"), text);
  }

  @Test
  void refusesASpanThatEndsBeforeItBegins() {
    String organization = Scene.organizationOf(Viewer.ADM);
    isP400(
        Viewer.ADM
            .sends("{}")
            .post(
                "/organization/"
                    + organization
                    + "/exportlogs?starttime=03/03/2026&endtime=03/01/2026"),
        "Invalid time span selected");
    assertThat(lastLog(organization).get("error").textValue())
        .isEqualTo("Invalid time span selected");
  }

  @Test
  void refusesABodyThatDoesNotFit() {
    String organization = Scene.organizationOf(Viewer.ADM);
    isP400(export(Viewer.ADM, organization, "{\"callback_url\": 5}"), "5 is not of type 'string'");
    isP400(export(Viewer.ADM, organization, "null"), "Missing JSON body");
    isP400(export(Viewer.ANON, organization, "[]"), "[] is not of type 'object'");
  }

  @Test
  void logsNothingOfWhoMayNotHaveTheLog() {
    String organization = Scene.organizationOf(Viewer.ADM);
    String body = "{\"callback_url\": \"http://x.example/%s\"}".formatted("x".repeat(2_000));
    JsonNode before = Scene.logs(organization);
    isP403(export(Viewer.OUT, organization, "{\"callback_email\": \"a@example.org\"}"));
    isP401(export(Viewer.ANON, organization, body));
    isP401(export(Viewer.ANON, organization, "{}"));
    assertThat(Scene.logs(organization)).isEqualTo(before);
    isP403(export(Viewer.OUT, "no-such-organization", "{}"));
    isP400(export(Viewer.FSU, "no-such-organization", "{}"), "Invalid export request");
  }

  @Test
  void remembersNoRefusalUnderAKey() {
    String organization = Scene.organizationOf(Viewer.ADM);
    String key = Wharfinger.fresh("export");
    String inside = "{\"callback_url\": \"http://10.0.0.1/x\"}";
    for (int i = 0; i < 2; i++) {
      isP400(
          Viewer.ADM
              .sends(inside)
              .header("Idempotency-Key", key)
              .post("/organization/" + organization + "/exportlogs"),
          "Invalid callback URL");
    }
    List<JsonNode> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      answers.add(
          json(
              Viewer.ADM
                  .sends("{}")
                  .header("Idempotency-Key", key)
                  .post("/organization/" + organization + "/exportlogs"),
              200));
    }
    assertThat(answers.get(1)).isEqualTo(answers.get(0));
    assertThat(
            Wharfinger.shared()
                .count(
                    "SELECT count(*) FROM log_export WHERE export_id = ?::uuid",
                    answers.get(0).get("export_id").textValue()))
        .isEqualTo(1);
  }

  @Test
  void streamsTheLogOfARepositoryAndNothingElse() {
    String organization = Scene.organizationOf(Viewer.ADM);
    String path = Scene.repository(organization, "web", false);
    String email = Wharfinger.fresh("reader") + "@example.org";
    String body = "{\"callback_email\": \"%s\"}".formatted(email);
    String id =
        json(Viewer.FSU.sends(body).post(path + "/exportlogs"), 200).get("export_id").textValue();
    JsonNode logged = json(Viewer.ADM.asks().get(path + "/logs"), 200).get("logs").get(0);
    assertThat(logged.get("kind").textValue()).isEqualTo("export_logs_success");
    assertThat(logged.at("/metadata/repo").textValue()).isEqualTo("web");
    assertThat(logged.at("/metadata/export_id").textValue()).isEqualTo(id);
    MailBox.InvitationMail letter = MailBox.letterTo(email);
    assertThat(letter.text()).contains("of " + organization + "/web at");
    String address =
        letter
            .text()
            .lines()
            .filter(line -> line.contains("/exportedlogs/"))
            .findFirst()
            .orElseThrow();
    String link = address.substring(address.indexOf("http")).strip();
    JsonNode exported = json(read(URI.create(link).getPath()).asString());
    assertThat(exported.at("/details/namespace").textValue()).isEqualTo(organization);
    assertThat(exported.at("/details/repository").textValue()).isEqualTo("web");
    assertThat(exported.get("logs").valueStream().map(entry -> entry.path("kind").asText()))
        .containsExactly("export_logs_success", "create_repo", "");
    isDone(Viewer.ADM.asks().delete(path));
    assertThat(read(URI.create(link).getPath()).statusCode())
        .as("it goes with its repository")
        .isEqualTo(404);
  }

  @Test
  void exportsARepositoryForThoseWhoAdministerIt() {
    String organization = Scene.organizationOf(Viewer.ADM);
    String path = Scene.repository(organization, "web", false);
    String missing = "/repository/" + organization + "/none";
    for (Viewer viewer : List.of(Viewer.OUT, Viewer.MEM, Viewer.ROSU, Viewer.UNSCOPED)) {
      isP403(viewer.sends("[]").post(path + "/exportlogs"));
      isP403(viewer.sends("{}").post(missing + "/exportlogs"));
    }
    isP401(Viewer.ANON.sends("{}").post(path + "/exportlogs"));
    isP400(Viewer.ADM.sends("[]").post(missing + "/exportlogs"), "[] is not of type 'object'");
    isP404(Viewer.ADM.sends("{}").post(missing + "/exportlogs"));
    assertThat(lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "export_logs_failure", "error": "non-existent repository", "url": null,
                 "email": null, "repo": "none"}
                """));
    isP400(
        Viewer.ADM.sends("{\"callback_email\": \"nobody\"}").post(path + "/exportlogs"),
        "Invalid callback e-mail");
    assertThat(lastLog(organization).get("error").textValue()).isEqualTo("invalid request");
    isP400(
        Viewer.ADM.sends("{}").post(path + "/exportlogs?starttime=03/03/2026&endtime=03/01/2026"),
        "Invalid time span selected");
    assertThat(
            json(Viewer.ADM.asks().get(path + "/logs"), 200)
                .get("logs")
                .get(0)
                .at("/metadata/error")
                .textValue())
        .isEqualTo("Invalid time span selected");
    isP404(Viewer.ADM.sends(Wharfinger.restricted(), "{}").post(path + "/exportlogs"));
  }

  @Test
  void isNotThereWithoutItsFeature() {
    isP404(
        Viewer.ADM.sends(Wharfinger.restricted(), "{}").post("/organization/anything/exportlogs"));
    isP404(Viewer.ADM.sends(Wharfinger.restricted(), "{}").post("/user/exportlogs"));
  }

  private static Response export(Viewer viewer, String organization, String body) {
    return viewer.sends(body).post("/organization/" + organization + "/exportlogs");
  }

  private static Response read(String path) {
    return Wharfinger.shared().request().basePath("").get(path);
  }

  private static JsonNode lastLog(String organization) {
    ObjectNode log = (ObjectNode) Scene.lastLog(organization);
    assertThat(log.remove("date/time").isIntegralNumber()).isTrue();
    return log;
  }

  private static long finished(String exportId) {
    return Wharfinger.shared()
        .count(
            "SELECT count(*) FROM log_export WHERE finished IS NOT NULL AND export_id = ?::uuid",
            exportId);
  }

  private static void waitUntilFinished(String exportId) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (finished(exportId) == 0) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the export is never finished");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
  }
}
