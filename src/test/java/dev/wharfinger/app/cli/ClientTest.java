package dev.wharfinger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.app.cli.Failure.Refused;
import dev.wharfinger.app.cli.Failure.Unreachable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {

  private static final String STALE =
      "{\"error_type\": \"fresh_login_required\", \"detail\": \"Requires fresh login\"}";

  private final OtherEnd server = new OtherEnd();

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void showsATokenAsBearerAndEachWriteHasItsKey() {
    server.then(200, "{\"a\": 1}").then(204, "").then(204, "");
    try (Client client = client(new Credential.Token("HUSH", "ada"))) {
      assertThat(client.get("/x").path("a").asInt()).isEqualTo(1);
      assertThat(client.delete("/y").isMissingNode()).isTrue();
      assertThat(client.put("/z", JsonNodeFactory.instance.objectNode()).isMissingNode()).isTrue();
    }
    assertThat(server.requests())
        .extracting(OtherEnd.Request::line)
        .containsExactly("GET /x", "DELETE /y", "PUT /z");
    assertThat(server.requests()).allMatch(it -> it.header("Authorization").equals("Bearer HUSH"));
    assertThat(server.requests().get(0).header("Idempotency-key")).isEmpty();
    assertThat(server.requests().get(1).header("Idempotency-key"))
        .hasSize(36)
        .isNotEqualTo(server.requests().get(2).header("Idempotency-key"));
    assertThat(server.requests().get(2).header("Content-type")).isEqualTo("application/json");
  }

  @Test
  void asksOnceMoreWithTheSameKeyIfTheConnectionBreaks() {
    server.then(exchange -> exchange.close()).then(201, "\"Created\"");
    try (Client client = client(new Credential.None())) {
      assertThat(client.post("/x", null).asText()).isEqualTo("Created");
    }
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().stream().map(it -> it.header("Idempotency-key")).distinct())
        .hasSize(1);
  }

  @Test
  void givesUpAfterTheSecondBreak() {
    try (Client client = client(new Credential.None())) {
      assertThatThrownBy(() -> client.delete("/x"))
          .isInstanceOf(Unreachable.class)
          .hasMessageStartingWith(server.url() + " does not answer: ");
    }
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void waitsForAnAnswerAsAWhole() {
    server.then(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write('[');
      exchange.getResponseBody().flush(); // and the rest never comes
    });
    try (Client client =
        new Client(server.url(), new Credential.None(), Duration.ofSeconds(1), "1")) {
      assertThatThrownBy(() -> client.get("/x"))
          .isInstanceOf(Unreachable.class)
          .hasMessage(server.url() + " does not answer within 1 seconds.");
    }
  }

  @Test
  void readsNoAnswerWithoutAnEnd() {
    OtherEnd.Reply endless =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] blanks = " ".repeat(65_536).getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i <= Client.MAX_BYTES / blanks.length; i++) {
            exchange.getResponseBody().write(blanks);
          }
          exchange.close();
        };
    server.then(endless);
    try (Client client = client(new Credential.None())) {
      assertThatThrownBy(() -> client.get("/x")).isInstanceOf(Unreachable.class);
    }
    server.then(200, " ".repeat(Client.MAX_BYTES - 2) + "[]");
    try (Client client = client(new Credential.None())) {
      assertThat(client.get("/x").isArray()).isTrue();
    }
  }

  @Test
  void aCredentialFollowsNoRedirect() {
    server.then(302, "", "Location", "http://elsewhere.example/");
    try (Client client = client(new Credential.Token("HUSH", "ada"))) {
      assertThatThrownBy(() -> client.get("/x"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("http://elsewhere.example/");
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aPasswordBeginsASessionAndItsCookieSlides() {
    List<Credential.Session> kept = new ArrayList<>();
    server
        .then(200, "{\"csrf_token\": \"c1\"}", "Set-Cookie", "_csrf_token=s1; HttpOnly; Path=/")
        .then(200, "{}", "Set-Cookie", "_csrf_token=s2; Path=/", "X-Next-CSRF-Token", "c2")
        .then(200, "{}", "Set-Cookie", "_csrf_token=s3; Path=/")
        .then(204, "");
    try (Client client = client(new Credential.None())) {
      client.signIn("ada", "pass word");
      Client _ = client.whenRenewed((_, after) -> kept.add(after));
      JsonNode _ = client.get("/x");
      JsonNode _ = client.delete("/y");
    }
    List<OtherEnd.Request> requests = server.requests();
    assertThat(requests.get(1).line()).isEqualTo("POST /api/v1/signin");
    assertThat(requests.get(1).body())
        .isEqualTo("{\"username\":\"ada\",\"password\":\"pass word\"}");
    assertThat(requests.get(1).header("Cookie")).isEqualTo("_csrf_token=s1");
    assertThat(requests.get(1).header("X-csrf-token")).isEqualTo("c1");
    assertThat(requests.get(2).header("Cookie")).isEqualTo("_csrf_token=s2");
    assertThat(requests.get(3).header("Cookie")).isEqualTo("_csrf_token=s3");
    assertThat(requests.get(3).header("X-csrf-token")).isEqualTo("c2");
    assertThat(kept).containsExactly(new Credential.Session("ada", "_csrf_token=s3", "c2"));
  }

  @Test
  void anOldSessionShowsItsPasswordAndGoesOn() {
    Credential.Session session = new Credential.Session("ada", "_csrf_token=s1", "c1");
    server
        .then(401, STALE)
        .then(200, "{}", "Set-Cookie", "_csrf_token=s2; Path=/", "X-Next-CSRF-Token", "c2")
        .then(204, "");
    try (Client client = client(session).password(() -> Optional.of("HUSH"))) {
      assertThat(client.delete("/x").isMissingNode()).isTrue();
    }
    assertThat(server.requests())
        .extracting(OtherEnd.Request::line)
        .containsExactly("DELETE /x", "POST /api/v1/signin/verify", "DELETE /x");
    assertThat(server.requests().get(1).body()).isEqualTo("{\"password\":\"HUSH\"}");
    assertThat(server.requests().get(2).header("X-csrf-token")).isEqualTo("c2");
  }

  @Test
  void withoutAnybodyToAskAnOldSessionIsRefused() {
    server.then(401, STALE);
    Credential.Session session = new Credential.Session("ada", "_csrf_token=s1", "c1");
    try (Client client = client(session)) {
      assertThatThrownBy(() -> client.delete("/x"))
          .isInstanceOf(Refused.class)
          .hasMessage("Requires fresh login");
    }
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error_message": "Text", "detail": "Other", "error_type": "x"} | Text
          {"message": "Text"}                                            | Text
          {"message": {"page": "The page number for the logs"}}           | page: The page number for the logs
          {"error": "Text"}                                               | Text
          {"message": null, "needsEmailVerification": true}               | The e-mail address of this account is not verified yet.
          {"message": ""}                                                 | {"message": ""}
          Too many. \\nReset.                                              | Too many. \\nReset.
          <html>Bad gateway</html>                                        | The service answers with status 400.
          ''                                                              | The service answers with status 400.
          """)
  void findsTheWordsOfEachRefusal(String body, String words) {
    server.then(400, body);
    try (Client client = client(new Credential.None())) {
      assertThatThrownBy(() -> client.get("/x")).isInstanceOf(Refused.class).hasMessage(words);
    }
  }

  @Test
  void anAnswerThatIsNoJsonIsNotFromThisService() {
    server.then(200, "<html>");
    try (Client client = client(new Credential.None())) {
      assertThatThrownBy(() -> client.get("/x"))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("not JSON");
    }
  }

  @Test
  void followsPagesToTheirEndAndNotInACircle() {
    server
        .then(200, "{\"logs\": [1, 2], \"next_page\": \"a&b\"}")
        .then(200, "{\"logs\": [3], \"next_page\": \"c\"}")
        .then(200, "{\"logs\": []}");
    List<Integer> found = new ArrayList<>();
    try (Client client = client(new Credential.None())) {
      new Pages(client, "/x", Map.of("limit", "2"), "logs")
          .each(page -> {
            page.path("logs").forEach(item -> found.add(item.asInt()));
            return true;
          });
      assertThat(found).containsExactly(1, 2, 3);
      assertThat(server.requests())
          .extracting(OtherEnd.Request::line)
          .containsExactly(
              "GET /x?limit=2", "GET /x?limit=2&next_page=a%26b", "GET /x?limit=2&next_page=c");
      String same = "{\"logs\": [], \"next_page\": \"a\"}";
      server.then(200, same).then(200, same);
      assertThatThrownBy(() -> new Pages(client, "/x", Map.of(), "logs").each(_ -> true))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("does not go on");
    }
  }

  private Client client(Credential credential) {
    return new Client(server.url(), credential, Duration.ofSeconds(20), "1");
  }
}
