package dev.wharfinger.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** One instance of the service as its clients see it. */
final class ApiClient implements AutoCloseable {
  /** Longer than the service ever takes to give up on its servers. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final String ADMINISTRATOR = "admin";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final String base;
  private final String token;

  ApiClient(String base, String token) {
    this.base = base;
    this.token = token;
  }

  /** Creates the first user of an empty registry; the client speaks for it. */
  static ApiClient ofFirstUser(String base) {
    try (ApiClient nobody = new ApiClient(base, "")) {
      Map<String, Object> user =
          Map.of(
              "username",
              ADMINISTRATOR,
              "password",
              "harbour-dues-1791",
              "email",
              "admin@example.org",
              "access_token",
              true);
      Reply reply = nobody.send("POST", "/api/v1/user/initialize", user, Optional.empty());
      if (!reply.is(200)) {
        throw new AssertionError("the first user was refused: " + reply);
      }
      return new ApiClient(base, reply.body().path("access_token").asText());
    }
  }

  /** The same caller at another instance. */
  ApiClient at(String otherBase) {
    return new ApiClient(otherBase, token);
  }

  /** The client of a user who signs in with his password. */
  ApiClient as(String name, String password) throws IOException, InterruptedException {
    String form = "grant_type=password&username=" + name + "&password=" + password;
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(URI.create(base + "/oauth/access_token"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return new ApiClient(base, json(response.body()).path("access_token").asText());
  }

  /** A client without a credential. */
  ApiClient asNobody() {
    return new ApiClient(base, "");
  }

  /** The access token that it asks with. */
  String token() {
    return token;
  }

  Reply get(String path) {
    return send("GET", path, Map.of(), Optional.empty());
  }

  Reply post(String path, Map<String, Object> body) {
    return send("POST", path, body, Optional.empty());
  }

  Reply put(String path, Map<String, Object> body) {
    return send("PUT", path, body, Optional.empty());
  }

  Reply delete(String path) {
    return send("DELETE", path, Map.of(), Optional.empty());
  }

  Reply createOrganization(String name, Optional<String> key) {
    return send("POST", "/api/v1/organization/", Map.of("name", name), key);
  }

  Reply changeInvoiceAddress(String name, String address, Optional<String> key) {
    return send(
        "PUT", "/api/v1/organization/" + name, Map.of("invoice_email_address", address), key);
  }

  Reply organization(String name) {
    return send("GET", "/api/v1/organization/" + name, Map.of(), Optional.empty());
  }

  /** The superusers' list: read by other means than the single organization. */
  Reply organizations() {
    return send("GET", "/api/v1/superuser/organizations/", Map.of(), Optional.empty());
  }

  Reply health() {
    return send("GET", "/q/health", Map.of(), Optional.empty());
  }

  /** The invoice address that an answer shows; empty for none. */
  static String invoiceAddress(Reply reply) {
    return Optional.ofNullable(reply.body().path("invoice_email_address").textValue()).orElse("");
  }

  private Reply send(String method, String path, Map<String, Object> body, Optional<String> key) {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
      request.timeout(TIMEOUT);
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      key.ifPresent(it -> request.header("Idempotency-Key", it));
      if (body.isEmpty() && !method.equals("PUT")) {
        request.method(method, HttpRequest.BodyPublishers.noBody());
      } else {
        request
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
      }
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply.Answer(
          response.statusCode(),
          json(response.body()),
          response.headers().firstValue("Retry-After"));
    } catch (IOException failure) {
      return new Reply.Silence(failure.toString());
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      return new Reply.Silence(failure.toString());
    }
  }

  private static JsonNode json(byte[] body) throws IOException {
    return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
