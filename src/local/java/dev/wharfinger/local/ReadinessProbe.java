package dev.wharfinger.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks a service whether it is ready, and tells now and then what it is waiting for. */
final class ReadinessProbe implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TELL_EVERY = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final HttpRequest request;
  private final Consumer<String> waiting;
  private long told = System.nanoTime();

  ReadinessProbe(URI url, Consumer<String> waiting) {
    this.request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
    this.waiting = waiting;
  }

  boolean isReady() {
    String lacks;
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == 200) {
        return true;
      }
      lacks = lacks(answer.body());
    } catch (IOException _) {
      lacks = "its ports to open";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
      told = System.nanoTime();
      waiting.accept(lacks);
    }
    return false;
  }

  /** The checks that are down, each with its reason. */
  static String lacks(byte[] health) throws IOException {
    List<String> down = new ArrayList<>();
    for (JsonNode check : JSON.readTree(health).path("checks")) {
      if (!check.path("status").asText().equals("UP")) {
        String reason = check.path("data").path("reason").asText();
        down.add(check.path("name").asText() + (reason.isEmpty() ? "" : " (" + reason + ")"));
      }
    }
    return String.join(", ", down);
  }

  @Override
  public void close() {
    client.close();
  }
}
