package dev.wharfinger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards and alerts speak of what is measured. */
class MonitoringTest {

  private static final Path DASHBOARDS = Path.of("deploy/grafana/dashboards");
  private static final Path RULES = Path.of("deploy/prometheus/wharfinger.rules.yml");

  static List<Path> dashboards() {
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thereIsADashboardForEachPartOfTheService() {
    assertThat(dashboards())
        .extracting(path -> path.getFileName().toString())
        .containsExactly(
            "http-by-operation.json",
            "journal-and-feed.json",
            "overview.json",
            "registry-activity.json");
    assertThat(dashboards().stream().map(path -> Yaml.file(path).get("uid")).distinct())
        .hasSize(dashboards().size());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void aDashboardShowsWhatIsMeasured(Path file) {
    Map<String, Object> dashboard = Yaml.file(file);
    List<Object> expressions = Yaml.everywhere(dashboard.get("panels"), "expr");
    assertThat(expressions).hasSizeGreaterThan(5);
    assertThat(expressions)
        .allSatisfy(expression -> {
          assertThat(expression.toString()).contains("job=\"$job\"");
          assertThat(KnownSeries.named(expression.toString()))
              .isNotEmpty()
              .isSubsetOf(KnownSeries.ALL);
        });
    assertThat(Yaml.list(dashboard.get("panels")))
        .allSatisfy(panel -> {
          assertThat(Yaml.map(panel)).containsKeys("title", "description", "gridPos");
          assertThat(Yaml.everywhere(panel, "uid")).containsOnly("${datasource}");
        });
    assertThat(Yaml.list(dashboard.get("panels")).stream().map(it -> Yaml.map(it).get("id")))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyMetricIsOnADashboard() {
    Set<String> shown =
        dashboards().stream()
            .flatMap(file -> Yaml.everywhere(Yaml.file(file), "expr").stream())
            .flatMap(expression -> KnownSeries.named(expression.toString()).stream())
            .collect(Collectors.toSet());
    assertThat(KnownSeries.ALL.stream().filter(name -> name.startsWith("wharfinger_")))
        .isNotEmpty()
        .isSubsetOf(shown);
  }

  @Test
  void everyAlertWatchesWhatIsMeasuredAndSaysWhatToDo() {
    List<Object> alerts = Yaml.list(rules().get("rules"));
    assertThat(alerts).hasSizeGreaterThan(8);
    assertThat(alerts)
        .allSatisfy(rule -> {
          Map<String, Object> alert = Yaml.map(rule);
          assertThat(KnownSeries.named(Yaml.text(alert, "expr")))
              .isNotEmpty()
              .isSubsetOf(KnownSeries.ALL);
          assertThat(Yaml.text(alert, "alert")).startsWith("Wharfinger");
          assertThat(Yaml.map(alert.get("labels")).get("severity"))
              .isIn("critical", "warning", "info");
          assertThat(Yaml.map(alert.get("annotations"))).containsKeys("summary", "description");
        });
  }

  @Test
  void everyAlertIsInTheOperatorsHandbookAndHasATest() throws IOException {
    String handbook = Files.readString(Path.of("docs/operate.md"));
    String tests = Files.readString(Path.of("deploy/prometheus/wharfinger.rules.test.yml"));
    Set<String> names = new HashSet<>();
    Yaml.everywhere(rules(), "alert").forEach(name -> names.add(name.toString()));
    assertThat(names)
        .allSatisfy(name -> {
          assertThat(handbook).contains("`" + name + "`");
          assertThat(tests).contains(name);
        });
  }

  @Test
  void grafanaAndPrometheusReadTheFilesThatAreMounted() {
    assertThat(Yaml.list(Yaml.file(Path.of("deploy/prometheus/prometheus.yml")).get("rule_files")))
        .allSatisfy(file -> assertThat(RULES.resolveSibling(file.toString())).exists());
    Map<String, Object> grafana =
        Yaml.map(
            Yaml.map(Yaml.file(Path.of("deploy/compose.yaml")).get("services")).get("grafana"));
    String provided =
        Yaml.everywhere(
                Yaml.file(Path.of("deploy/grafana/provisioning/dashboards/wharfinger.yaml")),
                "path")
            .getFirst()
            .toString();
    assertThat(Yaml.list(grafana.get("volumes")))
        .contains("./grafana/dashboards:" + provided + ":ro");
    String home =
        Yaml.text(grafana.get("environment"), "GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");
    assertThat(DASHBOARDS.resolve(Path.of(provided).relativize(Path.of(home)))).exists();
  }

  private static Map<String, Object> rules() {
    return Yaml.map(Yaml.list(Yaml.file(RULES).get("groups")).getFirst());
  }
}
