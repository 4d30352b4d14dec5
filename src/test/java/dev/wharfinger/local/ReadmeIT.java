package dev.wharfinger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a newcomer to type, typed. */
class ReadmeIT {
  private static final Pattern SESSION = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theSessionOfTheReadmeWorksAndItsDataOutliveARestart() throws Exception {
    int port = Ports.free();
    Process first = run(port);
    try {
      assertThat(awaitReady(first)).contains("http://localhost:" + port);
      List<String> printed = session(port);
      assertThat(printed)
          .contains("\"Created\"", "86400", "  \"name\": \"harbour\",", "org_create by admin");
      assertThat(printed)
          .anyMatch(line ->
              line.contains("organization-tag-expiration-set.v1 account/")
                  && line.contains(" of harbour by account/1: ")
                  && line.contains("(tagExpirationSeconds 1209600 -> 86400)"));
      assertThat(printed.getLast()).contains("organization-deleted.v1");
      assertThat(printed).noneMatch(line -> line.contains("crew@harbour") && line.contains("seq"));
    } finally {
      stop(first);
    }
    Process second = run(port);
    try {
      assertThat(awaitReady(second)).contains("http://localhost:" + port);
      assertThat(initializeAgain(port)).contains("non-empty database");
    } finally {
      stop(second);
    }
  }

  private Process run(int port) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("./run").redirectErrorStream(true);
    environment(builder, port);
    return builder.start();
  }

  private void environment(ProcessBuilder builder, int port) {
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("WHARFINGER_DATA", folder.resolve("data").toString());
  }

  private static String awaitReady(Process process) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader out = process.inputReader();
    String line;
    while ((line = out.readLine()) != null) {
      lines.add(line);
      if (line.startsWith("Wharfinger is ready: ")) {
        return line;
      }
    }
    throw new AssertionError("./run ended: " + lines);
  }

  private List<String> session(int port) throws Exception {
    Matcher readme = SESSION.matcher(Files.readString(Path.of("README.md")));
    assertThat(readme.find()).isTrue();
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", readme.group(1))
            .redirectErrorStream(true);
    environment(builder, port);
    Process session = builder.start();
    session.getOutputStream().close();
    List<String> lines = session.inputReader().lines().toList();
    assertThat(session.waitFor()).as("%s", lines).isZero();
    return lines;
  }

  private static String initializeAgain(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/user/initialize"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"username\": \"admin\", \"password\": \"change-me-soon\"}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }
}
