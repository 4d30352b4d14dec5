package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While Postgres is away, every route says so in the same way, also those outside of the API. */
class NoPostgresIT {

  /** Of each kind of route one that reads from Postgres. */
  private static final List<String> READS =
      List.of(
          "/log/checkpoint",
          "/log/tile/0/000.p/1",
          "/log/tile/entries/000.p/1",
          "/keys/services/wharf/keys",
          "/api/v1/organization/before",
          "/api/wharfinger/v1/history/organization/before",
          "/api/wharfinger/v1/history/proof/1");

  @TempDir Path folder;

  @Test
  void everyRouteAsksToTryAgain() throws Exception {
    try (LocalStack stack = LocalStack.start(folder);
        ServiceProcess service = Instances.start(folder, stack.addresses().freshDatabase());
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl());
        HttpClient http = HttpClient.newHttpClient()) {
      assertThat(admin.createOrganization("before", Optional.empty()).is(201)).isTrue();
      Waiting.until(
          "there is a checkpoint",
          () -> ask(http, service, admin, "GET", "/log/checkpoint").statusCode() == 200);
      for (String path : READS) {
        assertThat(ask(http, service, admin, "GET", path).statusCode()).as(path).isEqualTo(200);
      }
      stack.postgres().kill();
      List<String> others = new ArrayList<>();
      for (String path : READS) {
        for (String method : List.of("GET", "HEAD")) {
          HttpResponse<String> answer = ask(http, service, admin, method, path);
          if (answer.statusCode() != 503
              || answer.headers().firstValue("Retry-After").isEmpty()
              || !answer
                  .headers()
                  .firstValue("Content-Type")
                  .equals(Optional.of("application/json"))) {
            others.add(
                "%s %s: %d %s"
                    .formatted(method, path, answer.statusCode(), answer.headers().map()));
          }
        }
      }
      assertThat(others).isEmpty();
      stack.postgres().restart();
      for (String path : READS) {
        Waiting.until(
            path + " answers again",
            () -> ask(http, service, admin, "GET", path).statusCode() == 200);
      }
    }
  }

  private static HttpResponse<String> ask(
      HttpClient http, ServiceProcess service, ApiClient caller, String method, String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(service.baseUrl() + path))
              .timeout(Duration.ofSeconds(20))
              .header("Authorization", "Bearer " + caller.token())
              .method(method, BodyPublishers.noBody())
              .build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer to " + path, e);
    }
  }
}
