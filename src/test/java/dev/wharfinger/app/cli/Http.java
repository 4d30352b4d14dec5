package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Requests that the client has no command for; each must succeed. */
record Http(String base) {

  private static final ObjectMapper JSON = new ObjectMapper();

  JsonNode post(String path, String token, String body) throws IOException {
    return send("POST", path, token, body);
  }

  void put(String path, String token, String body) throws IOException {
    JsonNode _ = send("PUT", path, token, body);
  }

  void delete(String path, String token) throws IOException {
    JsonNode _ = send("DELETE", path, token, "");
  }

  private JsonNode send(String method, String path, String token, String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new AssertionError(method + " " + path + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
