package dev.wharfinger.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.bench.Load.Figures;
import dev.wharfinger.bench.Load.Shot;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs the packaged service under some load and has the JVM keep what it learned: the classes it
 * loaded and what its compilers should begin with. The cache lies beside the jar and serves only
 * this build on this JVM; with any other the service starts as if there were none. Source: JEP 514,
 * JEP 515.
 */
final class Training {

  private static final Duration TIME = Duration.ofSeconds(4);

  private Training() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("wharfinger-training");
    try (LocalStack stack = LocalStack.start(folder)) {
      run(stack.addresses(), folder);
    }
    System.out.println("written: " + ServiceProcess.cache());
  }

  /** Trains on a database of its own. */
  static void run(StackAddresses stack, Path folder) throws Exception {
    Files.deleteIfExists(ServiceProcess.cache());
    Map<String, String> environment = new HashMap<>(stack.freshDatabase().environment());
    environment.put("SUPER_USERS", "admin");
    environment.put("FEATURE_USER_INITIALIZE", "true");
    Vertx vertx = Vertx.vertx();
    ServiceProcess service =
        ServiceProcess.startTraining(folder.resolve("training.log"), environment);
    try {
      use(service, new Load(vertx, service.port()));
    } finally {
      service.stopTraining();
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
    if (!Files.exists(ServiceProcess.cache())) {
      throw new IllegalStateException("no cache was written, see " + folder);
    }
  }

  private static void use(ServiceProcess service, Load load) throws Exception {
    String organizations = "/api/v1/organization/";
    String token = firstUser(service);
    Figures _ =
        load.run(
            16,
            TIME,
            n -> Shot.post(organizations, token, "{\"name\":\"training-" + n + "\"}", 201));
    Figures _ = load.run(16, TIME, _ -> Shot.get(organizations + "training-0", token));
    Figures _ =
        load.run(4, TIME, _ -> Shot.get("/api/v1/superuser/organizations/?limit=10", token));
  }

  static String firstUser(ServiceProcess service) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.baseUrl() + "/api/v1/user/initialize"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"username\":\"admin\",\"password\":\"training-password\",\"access_token\":true}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new ObjectMapper().readTree(answer.body()).get("access_token").textValue();
    }
  }
}
