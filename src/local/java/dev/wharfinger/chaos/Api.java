package dev.wharfinger.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** The instances as their clients see them. A request is sent once and not waited for long. */
final class Api implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** The first request finds a service that has just started. */
  private static final Duration FIRST_TIMEOUT = Duration.ofMinutes(1);

  private static final String ORGANIZATIONS = "/api/v1/organization/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final List<String> bases;
  private final String token;

  /** For the first user of an empty registry. */
  Api(List<String> bases) {
    this.bases = bases;
    Map<String, Object> user =
        Map.of("username", "admin", "password", "harbour-dues-1791", "access_token", true);
    Reply reply = send(0, "POST", "/api/v1/user/initialize", user, "", "");
    if (!(reply instanceof Reply.Answer answer) || answer.status() != 200) {
      throw new IllegalStateException("the first user was refused: " + reply);
    }
    this.token = answer.body().path("access_token").asText();
  }

  int instances() {
    return bases.size();
  }

  Reply createOrganization(int instance, String name, String key) {
    return send(instance, "POST", ORGANIZATIONS, Map.of("name", name), key, token);
  }

  Reply organization(int instance, String name) {
    return send(instance, "GET", ORGANIZATIONS + name, Map.of(), "", token);
  }

  /** An organization has one quota at most. */
  Reply createQuota(int instance, String organization, String bytes, String key) {
    return send(instance, "POST", quotas(organization), limit(bytes), key, token);
  }

  Reply changeQuota(int instance, String organization, long quota, String bytes, String key) {
    return send(instance, "PUT", quotas(organization) + "/" + quota, limit(bytes), key, token);
  }

  Reply quotas(int instance, String organization) {
    return send(instance, "GET", quotas(organization), Map.of(), "", token);
  }

  private static String quotas(String organization) {
    return ORGANIZATIONS + organization + "/quota";
  }

  private static Map<String, Object> limit(String bytes) {
    return Map.of("limit_bytes", Long.parseLong(bytes));
  }

  private Reply send(
      int instance,
      String method,
      String path,
      Map<String, Object> body,
      String key,
      String credential) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(bases.get(instance) + path))
            .timeout(credential.isEmpty() ? FIRST_TIMEOUT : TIMEOUT);
    if (!credential.isEmpty()) {
      request.header("Authorization", "Bearer " + credential);
    }
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    try {
      if (method.equals("GET")) {
        request.GET();
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
          response.headers().firstValue("Retry-After").isPresent());
    } catch (ConnectException | HttpConnectTimeoutException failure) {
      return new Reply.NotSent(failure.toString());
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
