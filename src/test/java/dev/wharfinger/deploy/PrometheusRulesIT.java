package dev.wharfinger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.RegistryProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool takes the configuration and runs the tests of the alerts. */
class PrometheusRulesIT {

  private static final Path FOLDER = Path.of("deploy/prometheus");

  @Test
  void everyAlertFiresWhenItShould() throws Exception {
    String tool = RegistryProcess.command("promtool");
    assertThat(run(tool, "check", "config", "prometheus.yml")).contains("SUCCESS");
    assertThat(run(tool, "test", "rules", "wharfinger.rules.test.yml"))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
