package dev.wharfinger.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in, no client mistake is answered with a fault of the server. */
class HostileCallsApiTest {

  private static final List<String> OPERATIONS =
      List.of(
          "POST /user/initialize",
          "GET /user/",
          "GET /users/{}",
          "POST /organization/",
          "GET /organization/{}",
          "PUT /organization/{}",
          "DELETE /organization/{}",
          "POST /superuser/users/",
          "GET /superuser/users/",
          "GET /superuser/users/{}",
          "GET /superuser/organizations/",
          "POST /superuser/keys",
          "GET /superuser/keys/{}",
          "PUT /superuser/keys/{}",
          "DELETE /superuser/keys/{}",
          "POST /superuser/approvedkeys/{}",
          "POST /superuser/takeownership/{}",
          "GET /superuser/{}/status",
          "GET /superuser/{}/build",
          "GET /superuser/{}/logs",
          "GET /organization/{}/robots/{}/permissions",
          "GET /user/robots/{}",
          "GET /repository?namespace={}",
          "GET /repository/root/{}",
          "GET /repository/{}/logs/permissions/user/{}",
          "DELETE /repository/{}/none",
          "PUT /repository/root/{}/permissions/team/{}",
          "DELETE /organization/{}/prototypes/{}",
          "GET /organization/{}/logs",
          "GET /user/logs",
          "GET /app/{}",
          "POST /organization/{}/applications",
          "DELETE /user/authorizations/{}",
          "DELETE /user/assignedauthorization/{}",
          "POST /signin?x={}",
          "GET /user/apptoken/{}",
          "GET /user/notifications/{}",
          "GET /user/notifications",
          "PUT /user/notifications/{}",
          "DELETE /message/{}",
          "GET /entities/{}?includeTeams=1&namespace={}",
          "GET /organization/{}/autoprunepolicy/{}",
          "POST /organization/{}/autoprunepolicy/",
          "GET /repository/root/{}/autoprunepolicy/{}",
          "GET /organization/{}/immutabilitypolicy/{}",
          "POST /organization/{}/immutabilitypolicy/",
          "GET /repository/root/{}/immutabilitypolicy/{}",
          "POST /repository/root/{}/immutabilitypolicy/",
          "POST /repository/root/{}/autoprunepolicy/",
          "GET /repository/root/{}/notification/{}",
          "POST /repository/root/{}/notification/{}/test",
          "POST /repository/root/{}/notification/",
          "POST /repository/root/{}/exportlogs");

  private static final List<String> NAMES =
      List.of(
          "%00",
          "%0A",
          "%20",
          "..",
          "%2e%2e",
          "%2F",
          "'%20OR%20''='",
          "%F0%9F%98%80",
          "%ED%A0%80",
          "%FF",
          "%25",
          ";a=b",
          "-1",
          "null",
          "x".repeat(3000));

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e308",
          "0.1",
          "99999999999999999999999999",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\n\"",
          "\"\\u202e\"",
          "[]",
          "{}",
          "[[[[]]]]",
          "\"" + noise(9_000) + "\"",
          "\"" + "é".repeat(500_000) + "\"");

  private static final int LONG = 100_000;
  private static final String HASHING = "POST /superuser/users/";

  private static final List<String> KEYS =
      List.of(
          "name",
          "username",
          "password",
          "access_token",
          "email",
          "contact_email",
          "invoice_email",
          "invoice_email_address",
          "tag_expiration_s",
          "redirect_uri");

  static Stream<String> operations() {
    return OPERATIONS.stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void takesAnyNameAndQuery(String operation) {
    for (String name : NAMES) {
      String path = operation.replace("{}", name);
      if (path.matches("DELETE /user/.*(\\.\\.|%2e%2e)")) {
        continue; // means DELETE /user/: the caller deletes himself
      }
      isNoFault(ask(path, "{}"), path);
      if (operation.startsWith("GET")) {
        takesAnyQuery(operation.replace("{}", "none"), name);
      }
    }
    isNoFault(
        ask(operation.replace("{}", "none") + "?starttime=12/31/9999&endtime=12/31/9999", ""),
        operation);
  }

  private static void takesAnyQuery(String operation, String value) {
    for (String key : List.of("limit", "next_page", "disabled", "starttime", "performer")) {
      String query = operation + "?" + key + "=" + value;
      isNoFault(ask(query, "{}"), query);
    }
  }

  /** But those whose bodies have other keys, or none; they have tests of their own for that. */
  static Stream<String> writes() {
    return operations()
        .filter(operation -> operation.matches("(POST|PUT) .*"))
        .filter(operation -> !operation.matches(".*(keys|takeownership).*"));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void takesAnyBody(String operation) {
    String path = operation.replace("{}", Scene.organization());
    for (String key : KEYS) {
      for (String value : VALUES) {
        if (!key.equals("name") && (value.length() > LONG || operation.equals(HASHING))) {
          continue; // a long text is as long under any key, and every user costs a hash
        }
        String body = "{\"name\": \"%s\", \"username\": \"%s\"}".formatted(fresh(), fresh());
        String filled =
            key.equals("name") || key.equals("username")
                ? body.replaceFirst("\"" + key + "\": \"[^\"]*\"", "\"" + key + "\": 0")
                    .replace("\"" + key + "\": 0", "\"" + key + "\": " + value)
                : body.replace("}", ", \"" + key + "\": " + value + "}");
        isNoFault(ask(path, filled), path + " " + key);
      }
    }
    assertThat(Scene.organization()).as("writes are still taken").isNotEmpty();
  }

  @Test
  void takesRandomlyBrokenBodies() {
    Random random = new Random(20260821);
    String path = "/organization/" + Scene.organization();
    String valid = "{\"invoice_email\": true, \"email\": \"a@b.org\", \"tag_expiration_s\": 86400}";
    for (int round = 0; round < 100; round++) {
      byte[] bytes = valid.getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i <= random.nextInt(3); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Response answer =
          Viewer.ADM.asks().header("Content-Type", "application/json").body(bytes).put(path);
      isNoFault(answer, new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  /** Letters that no compression makes shorter. */
  private static String noise(int length) {
    return new Random(length)
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String fresh() {
    return Wharfinger.fresh("hostile");
  }

  private static Response ask(String operation, String body) {
    String[] parts = operation.split(" ", 2);
    return (parts[1].startsWith("/superuser") ? Viewer.SU : Viewer.FSU)
        .asks()
        .contentType(ContentType.JSON)
        .body(body)
        .request(Method.valueOf(parts[0]), parts[1]);
  }

  private static void isNoFault(Response answer, String shown) {
    assertThat(answer.statusCode())
        .as(shown.substring(0, Math.min(shown.length(), 200)) + ": " + answer.asString())
        .isLessThan(500);
  }
}
