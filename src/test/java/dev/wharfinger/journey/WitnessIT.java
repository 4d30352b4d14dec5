package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceCommand;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever kept a checkpoint finds out that the journal was replaced, whoever replaced it. */
class WitnessIT {

  private static final Map<String, String> NAMED = Map.of("WHARFINGER_LOG_ORIGIN", "log.example");

  @TempDir Path folder;
  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final int port = Ports.free();

  @Test
  void theOperatorCannotChangeThePast() throws Exception {
    Path kept = folder.resolve("checkpoint");
    try (ServiceProcess service = Instances.start(folder, port, where, NAMED);
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      write(admin, "first", 110);
      awaitRecords(100);
      Files.writeString(kept, new String(log("checkpoint").orElseThrow(), StandardCharsets.UTF_8));
      assertThat(witness()).as(output()).isZero();
      write(admin, "second", 110);
      awaitRecords(200);
      assertThat(witness()).as(output()).isZero();
      assertThat(output()).containsPattern("records +[0-9]{3}, [0-9]+ of them new");
      runsTheScriptOfThePage(admin);
    }
    assertThat(verify(where, kept)).as(output()).isZero();
    assertThat(output())
        .containsPattern("stored tree +agrees on the first [0-9]{3} records")
        .containsPattern("last checkpoint +agrees")
        .containsPattern("given checkpoint +agrees");

    // With the master key a whole journal can be written anew, and everything in it is authentic.
    StackAddresses.Isolated forged = LocalStack.freshDatabase();
    try (ServiceProcess service = Instances.start(folder, port, forged, NAMED);
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      assertThat(witness()).as("a log that is new").isNotZero();
      write(admin, "crooked", 330);
      awaitRecords(300);
      assertThat(witness()).isEqualTo(1);
      assertThat(errors()).contains("THE PAST WAS CHANGED");
    }
    assertThat(verify(forged, kept)).isEqualTo(1);
    assertThat(output())
        .containsPattern("stored tree +agrees")
        .containsPattern("given checkpoint +DIFFERS");
    Files.writeString(kept, Files.readString(kept).replaceFirst("\n[0-9]+\n", "\n2\n"));
    assertThat(verify(where, kept)).isEqualTo(1);
    assertThat(errors()).contains("is not a checkpoint that this log has signed");
    assertThat(witness()).as("nobody answers").isEqualTo(3);
  }

  private static void write(ApiClient admin, String name, int times) throws Exception {
    for (int number = 0; number < times; number++) {
      assertThat(admin.createOrganization(name + number, Optional.empty()).is(201)).isTrue();
    }
  }

  private void awaitRecords(long seq) {
    Waiting.until(
        "a checkpoint covers record " + seq,
        () -> {
          try {
            return log("checkpoint")
                .map(note -> new String(note, StandardCharsets.UTF_8).lines().skip(1).findFirst())
                .filter(size -> Long.parseLong(size.orElseThrow()) >= seq)
                .isPresent();
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private Optional<byte[]> log(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address() + "/log/" + path)).build(),
              BodyHandlers.ofByteArray());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }
  }

  private String address() {
    return "http://127.0.0.1:" + port;
  }

  private int witness() throws IOException {
    return run(Map.of(), "journal", "witness", address(), "--state", folder + "/witness");
  }

  private int verify(StackAddresses.Isolated place, Path checkpoint) throws IOException {
    Map<String, String> environment = new HashMap<>(place.environment());
    environment.putAll(NAMED);
    return run(environment, "journal", "verify", "--checkpoint", checkpoint.toString());
  }

  private int run(Map<String, String> environment, String... arguments) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    return new ServiceCommand(all)
        .execute(
            Arrays.asList(arguments),
            ProcessBuilder.Redirect.to(folder.resolve("out").toFile()),
            ProcessBuilder.Redirect.to(folder.resolve("err").toFile()));
  }

  private String output() throws IOException {
    return Files.exists(folder.resolve("out")) ? Files.readString(folder.resolve("out")) : "";
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  /** What docs/proof.md shows must do what it says. */
  private void runsTheScriptOfThePage(ApiClient admin) throws Exception {
    Matcher script =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/proof.md")));
    assertThat(script.find()).isTrue();
    Path file = Files.writeString(folder.resolve("check.py"), script.group(1));
    assertThat(python(file, admin.token(), "7")).as(output()).isZero();
    assertThat(output()).contains("record 7 is in the journal");
    Files.writeString(file, script.group(1).replace("sha256(b\"\\x00\"", "sha256(b\"\\x02\""));
    assertThat(python(file, admin.token(), "7")).isNotZero();
  }

  private int python(Path file, String token, String seq) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", file.toString(), address(), seq));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile());
    builder.environment().put("TOKEN", Objects.requireNonNull(token));
    return builder.start().waitFor();
  }
}
