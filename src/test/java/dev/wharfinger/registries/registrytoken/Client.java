package dev.wharfinger.registries.registrytoken;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Somebody who wants a token for a registry.
 *
 * @param credentials name and secret with a colon between them
 */
record Client(Wharfinger service, Optional<String> credentials) {

  /** Without a credential. */
  static Client nobody(Wharfinger service) {
    return new Client(service, Optional.empty());
  }

  /** With a name and a secret. */
  static Client of(String name, String secret) {
    return new Client(Wharfinger.shared(), Optional.of(name + ":" + secret));
  }

  /** With the access token of a viewer. */
  static Client of(Viewer viewer) {
    return viewer == Viewer.ANON
        ? nobody(Wharfinger.shared())
        : new Client(
            viewer == Viewer.FSU ? Wharfinger.fullAccess() : Wharfinger.shared(),
            Optional.of("$oauthtoken:" + viewer.token()));
  }

  Client at(Wharfinger other) {
    return new Client(other, credentials);
  }

  /** The answer to these scopes, each a parameter of its own. */
  Response asks(String... scopes) {
    StringBuilder query = new StringBuilder("?service=localhost:8080&account=somebody");
    for (String scope : scopes) {
      query.append("&scope=").append(URLEncoder.encode(scope, StandardCharsets.UTF_8));
    }
    return request().get("/v2/auth" + query);
  }

  /** A request below the root. */
  RequestSpecification request() {
    RequestSpecification request = service.request().basePath("");
    return credentials
        .map(text ->
            request.header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))))
        .orElse(request);
  }

  /** What the token says. */
  JsonNode claims(String... scopes) {
    return read(json(asks(scopes), 200).get("token").textValue());
  }

  /** What a token says. */
  static JsonNode read(String token) {
    String[] parts = token.split("\\.", -1);
    assertThat(parts).hasSize(3);
    return json(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
  }

  /** The actions that he gets on a repository, sorted; {@code -} for none. */
  String actions(String repository, String asked) {
    JsonNode access = claims("repository:" + repository + ":" + asked).get("access");
    if (access.isEmpty()) {
      return "-";
    }
    assertThat(access).hasSize(1);
    assertThat(access.get(0).get("type").textValue()).isEqualTo("repository");
    assertThat(access.get(0).get("name").textValue()).isEqualTo(repository);
    TreeSet<String> actions = new TreeSet<>();
    access.get(0).get("actions").forEach(action -> actions.add(action.textValue()));
    return String.join(",", actions);
  }

  /** The answer is an error of a registry. */
  static void isError(Response answer, int status, String code, String message) {
    assertThat(json(answer, status))
        .isEqualTo(
            json(
                "{\"errors\": [{\"code\": \"%s\", \"message\": \"%s\", \"detail\": {}}]}"
                    .formatted(code, message)));
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.statusLine()).endsWith(" " + status + " " + message);
  }
}
