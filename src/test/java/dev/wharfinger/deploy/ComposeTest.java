package dev.wharfinger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

class ComposeTest {

  private static final Path FOLDER = Path.of("deploy");
  private static final Path FILE = FOLDER.resolve("compose.yaml");

  private final Map<String, Object> compose = Yaml.file(FILE);
  private final Map<String, Object> services = Yaml.map(compose.get("services"));

  @Test
  void hasEverythingThatAnInstallationNeeds() {
    assertThat(services)
        .containsOnlyKeys(
            "kafka", "postgres", "wharfinger", "certificates", "registry", "prometheus", "grafana");
  }

  @Test
  void everyVariableOfTheServiceIsASetting() {
    assertThat(environment("wharfinger").keySet())
        .contains("WHARFINGER_MASTER_KEY_FILE", "KAFKA_BOOTSTRAP_SERVERS")
        .allMatch(KnownVariables::knows, "has an effect on an instance");
    assertThat(
            List.of(
                "WHARFINGER_MASTERKEY",
                "QUARKUS_DATASOURCE_URL",
                "QUARKUS_DATASOURCE_DB_KIND",
                "KAFKA_BOOTSTRAP_SERVER",
                "SUPERUSERS"))
        .noneMatch(KnownVariables::knows);
  }

  @Test
  void everyVariableOfTheBrokerIsOneOfItsSettings() {
    assertThat(environment("kafka").keySet())
        .hasSizeGreaterThan(5)
        .allMatch(name ->
            AbstractKafkaConfig.CONFIG_DEF
                .names()
                .contains(
                    name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.')));
  }

  @Test
  void everyPathIsThere() {
    List<String> mounts =
        services.values().stream()
            .flatMap(service -> Yaml.list(Yaml.map(service).get("volumes")).stream())
            .map(String::valueOf)
            .toList();
    assertThat(mounts).hasSizeGreaterThan(5);
    Set<String> volumes = Yaml.map(compose.get("volumes")).keySet();
    Set<String> used = new HashSet<>();
    for (String mount : mounts) {
      String source = mount.substring(0, mount.indexOf(':'));
      if (source.startsWith(".")) {
        assertThat(FOLDER.resolve(source)).exists();
      } else {
        assertThat(volumes).contains(source);
        used.add(source);
      }
    }
    assertThat(used).isEqualTo(volumes);
    Map<String, Object> build = Yaml.map(service("wharfinger").get("build"));
    assertThat(FOLDER.resolve(Yaml.text(build, "context")))
        .isDirectoryContaining(path -> path.endsWith("pom.xml"));
    assertThat(FOLDER.resolve(Yaml.text(build, "context")).resolve(Yaml.text(build, "dockerfile")))
        .exists();
  }

  @Test
  void everyServiceThatIsWaitedForIsThereAndCanBeWaitedFor() {
    services.forEach((name, service) -> {
      Object waits = Yaml.map(service).get("depends_on");
      Yaml.list(waits).forEach(other -> assertThat(services).containsKey(other.toString()));
      Yaml.map(waits)
          .forEach((other, condition) -> {
            assertThat(services).as(name).containsKey(other);
            if (Yaml.text(condition, "condition").equals("service_healthy")) {
              assertThat(service(other)).as(other).containsKey("healthcheck");
            }
          });
    });
  }

  @Test
  void everyImageHasAVersion() throws IOException {
    for (Object service : services.values()) {
      String image = Objects.requireNonNull(Yaml.map(service).get("image")).toString();
      assertThat(image).matches("[a-z/]+:v?[0-9]+[.][0-9]+.*");
    }
    Properties build = new Properties();
    try (var in =
        Files.newBufferedReader(Path.of("target/classes/META-INF/wharfinger.properties"))) {
      build.load(in);
    }
    assertThat(service("wharfinger").get("image"))
        .isEqualTo("wharfinger:" + build.getProperty("version"));
  }

  @Test
  void everySecretIsAskedForAndNoneIsWritten() throws IOException {
    Set<String> asked = new TreeSet<>();
    Map<String, Object> secrets = Yaml.map(compose.get("secrets"));
    Yaml.everywhere(secrets, "environment").forEach(name -> asked.add(name.toString()));
    services.forEach((name, service) -> {
      List<Object> given = Yaml.list(Yaml.map(service).get("secrets"));
      assertThat(given).as(name).allMatch(secret -> secrets.containsKey(secret.toString()));
      environment(name)
          .forEach((variable, value) -> {
            assertThat(variable).doesNotEndWith("PASSWORD").doesNotEndWith("SECRET");
            if (variable.endsWith("_FILE")) {
              assertThat(given).contains(value.toString().replace("/run/secrets/", ""));
            }
          });
    });
    Pattern.compile("\\$\\{([A-Z_]+)")
        .matcher(Files.readString(FILE))
        .results()
        .map(found -> found.group(1))
        .forEach(asked::add);
    List<String> told = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve(".env.example"))) {
      if (!line.startsWith("#")) {
        assertThat(line).as("has no value").endsWith("=");
        told.add(line.substring(0, line.length() - 1));
      }
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(asked);
  }

  @Test
  void theInstanceHasTimeToEnd() throws IOException {
    Properties settings = new Properties();
    try (var in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      settings.load(in);
    }
    Duration least =
        seconds(settings.getProperty("quarkus.shutdown.delay"))
            .plus(seconds(settings.getProperty("quarkus.shutdown.timeout")));
    assertThat(seconds(Yaml.text(service("wharfinger"), "stop_grace_period"))).isGreaterThan(least);
  }

  @Test
  void theRegistryAsksWhereTheServiceAnswers() {
    Map<String, Object> config =
        Yaml.map(
            new org.yaml.snakeyaml.Yaml()
                .<Object>load(
                    Yaml.text(Yaml.map(compose.get("configs")).get("registry"), "content")));
    Map<String, Object> token = Yaml.map(Yaml.map(config.get("auth")).get("token"));
    Map<String, Object> environment = environment("wharfinger");
    assertThat(token)
        .containsEntry("service", environment.get("WHARFINGER_REGISTRY_SERVICES"))
        .containsEntry("issuer", "http://" + environment.get("SERVER_HOSTNAME"))
        .containsEntry("realm", "http://" + environment.get("SERVER_HOSTNAME") + "/v2/auth");
    assertThat(Yaml.everywhere(config.get("notifications"), "Authorization").toString())
        .contains("${WHARFINGER_REGISTRY_EVENTS_SECRET}");
  }

  private static Duration seconds(String text) {
    MatchResult found =
        Pattern.compile("(?i)([0-9]+)s").matcher(text).results().findFirst().orElseThrow();
    return Duration.ofSeconds(Long.parseLong(found.group(1)));
  }

  private Map<String, Object> environment(String service) {
    return Yaml.map(service(service).get("environment"));
  }

  private Map<String, Object> service(String name) {
    return Yaml.map(services.get(name));
  }
}
