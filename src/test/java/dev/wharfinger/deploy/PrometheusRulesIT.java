package dev.wharfinger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool takes the configuration and runs the tests of the alerts. */
class PrometheusRulesIT {

  private static final Path FOLDER = Path.of("deploy/prometheus");

  @Test
  void everyAlertFiresWhenItShould() throws Exception {
    String tool = run(Path.of("."), ".ci/promtool").strip();
    assertThat(run(FOLDER, tool, "check", "config", "prometheus.yml")).contains("SUCCESS");
    assertThat(run(FOLDER, tool, "test", "rules", "wharfinger.rules.test.yml"))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }

  private static String run(Path folder, String... command)
      throws IOException, InterruptedException {
    List<String> line =
        Stream.of(command)
            .map(word -> word.startsWith(".ci/") ? Path.of(word).toAbsolutePath().toString() : word)
            .toList();
    Process process =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
