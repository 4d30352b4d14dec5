package dev.wharfinger.accounts.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.local.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Chromium without a window, driven as https://www.w3.org/TR/webdriver2/ has it. */
final class Chromium implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String address;
  private final String session;

  private Chromium(Process driver, int port, Path profile) throws IOException {
    this.driver = driver;
    this.address = "http://127.0.0.1:" + port;
    ObjectNode wanted = JSON.createObjectNode();
    wanted
        .putObject("capabilities")
        .putObject("alwaysMatch")
        .putObject("goog:chromeOptions")
        .set(
            "args",
            JSON.valueToTree(
                List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--user-data-dir=" + profile)));
    awaitDriver();
    this.session = "/session/" + post("/session", wanted).get("sessionId").textValue();
    JsonNode _ = post(session + "/timeouts", JSON.valueToTree(Map.of("script", 30_000)));
  }

  /** Starts it; Debian's is installed where there is none. */
  static Chromium start() throws IOException {
    Path profile = Files.createTempDirectory("chromium");
    int port = Ports.free();
    Process driver =
        new ProcessBuilder(path(), "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("driver.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(driver::destroyForcibly));
    return new Chromium(driver, port, profile);
  }

  private static String path() throws IOException {
    Process script =
        new ProcessBuilder(".ci/chromium").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String path =
        new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (path.isEmpty()) {
      throw new IllegalStateException("chromium can be neither found nor installed");
    }
    return path;
  }

  /** Opens a page. */
  void open(String url) throws IOException {
    JsonNode _ = post(session + "/url", JSON.valueToTree(Map.of("url", url)));
  }

  /** Calls an asynchronous function of the page; what it answers. */
  JsonNode call(String function, String... arguments) throws IOException {
    String script =
        "const done = arguments[arguments.length - 1];"
            + function
            + "(...Array.from(arguments).slice(0, -1)).then(done, e => done({failure: String(e)}));";
    return post(
        session + "/execute/async",
        JSON.valueToTree(Map.of("script", script, "args", List.of(arguments))));
  }

  private void awaitDriver() throws IOException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (true) {
      try {
        String _ = send(HttpRequest.newBuilder(URI.create(address + "/status")).build());
        return;
      } catch (ConnectException e) {
        if (System.nanoTime() > deadline || !driver.isAlive()) {
          throw e;
        }
        LockSupport.parkNanos(25_000_000);
      }
    }
  }

  private JsonNode post(String path, JsonNode body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return JSON.readTree(send(request)).get("value");
  }

  private String send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      HttpRequest end = HttpRequest.newBuilder(URI.create(address + session)).DELETE().build();
      String _ = send(end);
    } finally {
      driver.destroy();
    }
  }
}
