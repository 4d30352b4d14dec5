package dev.wharfinger.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

  private static final Path RULES = Path.of("deploy/prometheus/wharfinger.rules.yml");
  private static final Path EXAMPLES = Path.of("deploy/examples");

  @Test
  void helmFindsNothingWrong() {
    LintResult result = new Helm(Chart.FOLDER).lint().strict().call();
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @Test
  void rendersWhatAnInstallationNeedsAndTheRestWhereItIsWanted() {
    assertThat(kinds(Chart.template().call()))
        .containsExactlyInAnyOrder(
            "Deployment",
            "Service",
            "Service",
            "ServiceAccount",
            "PodDisruptionBudget",
            "NetworkPolicy");
    assertThat(kinds(everything().call()))
        .contains("Ingress", "ServiceMonitor", "PrometheusRule", "ExternalSecret");
  }

  @Test
  void kubernetesKnowsEveryField() {
    List<Map<String, Object>> objects = Chart.objects(everything().call());
    assertThat(objects.stream().filter(Chart::isOfKubernetes))
        .hasSizeGreaterThan(6)
        .allSatisfy(object -> assertThat(Chart.read(object)).isNotNull());
    assertThat(objects.stream().filter(it -> !Chart.isOfKubernetes(it)).map(it -> it.get("kind")))
        .containsExactlyInAnyOrder("ServiceMonitor", "PrometheusRule", "ExternalSecret");
    assertThatThrownBy(() ->
            Chart.read(Map.of("apiVersion", "v1", "kind", "Service", "spec", Map.of("port", 80))))
        .hasMessageContaining("port");
  }

  @Test
  void everyVariableIsASetting() {
    assertThat(variables(everything()).keySet())
        .contains("WHARFINGER_MASTER_KEY_FILE", "KAFKA_SECURITY_PROTOCOL", "FEATURE_MAILING")
        .allMatch(KnownVariables::knows, "has an effect on an instance");
  }

  @Test
  void secretsAreFilesOfTheSecret() {
    PodSpec pod = pod(everything());
    assertThat(variables(everything()))
        .containsEntry(
            "QUARKUS_DATASOURCE_PASSWORD_FILE", "/run/secrets/wharfinger/postgres-password")
        .doesNotContainKeys("WHARFINGER_MASTER_KEY", "QUARKUS_DATASOURCE_PASSWORD");
    assertThat(pod.getVolumes())
        .anyMatch(
            it -> it.getSecret() != null && it.getSecret().getSecretName().equals("wharfinger"));
  }

  @Test
  void anInstanceMayDoNothingThatItNeedNot() {
    PodSpec pod = pod(Chart.template());
    Container container = pod.getContainers().getFirst();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void isProbedWhereClientsDoNotReach() {
    Container container = pod(Chart.template()).getContainers().getFirst();
    assertThat(container.getPorts())
        .anyMatch(it -> it.getName().equals("management") && it.getContainerPort() == 9000);
    assertThat(
            Stream.of(
                container.getStartupProbe(),
                container.getLivenessProbe(),
                container.getReadinessProbe()))
        .allMatch(probe -> probe.getHttpGet().getPort().getStrVal().equals("management"));
  }

  @ParameterizedTest
  @CsvSource({"3, 10, 7", "8, 60, 5"})
  void anInstanceHasTimeToEnd(int delay, int timeout, int reserve) {
    TemplateCommand command =
        Chart.template()
            .set("shutdown.delaySeconds", delay)
            .set("shutdown.timeoutSeconds", timeout)
            .set("shutdown.reserveSeconds", reserve);
    String rendered = command.call();
    PodSpec pod = pod(rendered);
    Probe ready = pod.getContainers().getFirst().getReadinessProbe();

    assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(delay + timeout + reserve);
    assertThat(variables(rendered))
        .containsEntry("QUARKUS_SHUTDOWN_DELAY", delay + "S")
        .containsEntry("QUARKUS_SHUTDOWN_TIMEOUT", timeout + "S");
    assertThat(delay)
        .isGreaterThanOrEqualTo(2 * ready.getPeriodSeconds() * ready.getFailureThreshold());
  }

  @Test
  void alertsAreTheOnesThatAreTested() throws IOException {
    assertThat(Chart.FOLDER.resolve("files/wharfinger.rules.yml")).hasSameTextualContentAs(RULES);
    Map<String, Object> rule =
        Chart.objects(everything().call()).stream()
            .filter(it -> Yaml.text(it, "kind").equals("PrometheusRule"))
            .findFirst()
            .orElseThrow();
    assertThat(rule.get("spec")).isEqualTo(Yaml.file(RULES));
  }

  @Test
  void theSchemaDescribesEveryValueAndRefusesOthers() {
    Map<String, Object> values = Yaml.file(Chart.FOLDER.resolve("values.yaml"));
    Map<String, Object> schema = Yaml.file(Chart.FOLDER.resolve("values.schema.json"));
    isDescribed(values, schema);
    assertThatThrownBy(() -> Chart.template().set("replica", 3).call())
        .hasMessageContaining("replica");
    assertThatThrownBy(() -> Chart.template().set("replicas", 0).call())
        .hasMessageContaining("replicas");
  }

  private static void isDescribed(Map<String, Object> values, Map<String, Object> schema) {
    Map<String, Object> properties = Yaml.map(schema.get("properties"));
    values.forEach((name, value) -> {
      assertThat(properties).containsKey(name);
      Map<String, Object> property = Yaml.map(properties.get(name));
      assertThat(property).as(name).containsKey("description");
      if (value instanceof Map<?, ?> && property.containsKey("properties")) {
        isDescribed(Yaml.map(value), property);
      }
    });
  }

  /** Strimzi's user may do what docs/operate.md says, and the topics lose nothing. */
  @Test
  void theExampleOfKafkaIsTheHandbooks() throws IOException {
    String handbook = Files.readString(Path.of("docs/operate.md"));
    List<Map<String, Object>> objects =
        Chart.objects(Files.readString(EXAMPLES.resolve("kafka-strimzi.yaml")));
    List<Object> acls =
        objects.stream().flatMap(it -> Yaml.everywhere(it, "acls").stream()).toList();
    assertThat(Yaml.list(acls.getFirst()))
        .hasSize(5)
        .allSatisfy(acl -> {
          String operations =
              Yaml.list(Yaml.map(acl).get("operations")).stream()
                  .map(it -> "--operation " + it)
                  .collect(Collectors.joining(" "));
          String topic = Yaml.text(Yaml.map(acl).get("resource"), "name");
          assertThat(handbook)
              .contains(
                  "--allow-principal User:wharfinger %s --topic %s\n".formatted(operations, topic));
        });
    List<Map<String, Object>> topics =
        objects.stream().filter(it -> Yaml.text(it, "kind").equals("KafkaTopic")).toList();
    assertThat(topics).hasSize(2);
    for (Map<String, Object> topic : topics) {
      Map<String, Object> spec = Yaml.map(topic.get("spec"));
      assertThat(spec).containsEntry("partitions", 1).containsEntry("replicas", 3);
      Yaml.map(spec.get("config"))
          .forEach((name, value) -> {
            if (!name.equals("min.insync.replicas")) {
              assertThat(handbook).contains("`%s=%s`".formatted(name, value));
            }
          });
    }
  }

  private static TemplateCommand everything() {
    return Chart.template()
        .set("image.pullSecrets[0]", "pull")
        .set("kafka.settings.security\\.protocol", "SASL_SSL")
        .set("kafka.settings.ssl\\.truststore\\.location", "/etc/kafka/ca.pem")
        .set("secret.keys.KAFKA_SASL_JAAS_CONFIG", "jaas")
        .set("settings.FEATURE_MAILING", true)
        .set("settings.SUPER_USERS", "ann")
        .set("trustedProxies[0]", "10.0.0.0/8")
        .set("externalSecret.enabled", true)
        .set("externalSecret.storeName", "vault")
        .set("networkPolicy.clients[0].podSelector.matchLabels.app", "proxy")
        .set("networkPolicy.monitoring[0].podSelector.matchLabels.app", "prometheus")
        .set("ingress.enabled", true)
        .set("ingress.className", "nginx")
        .set("ingress.tlsSecretName", "tls")
        .set("ingress.annotations.a", "b")
        .set("serviceMonitor.enabled", true)
        .set("serviceMonitor.labels.release", "prometheus")
        .set("prometheusRule.enabled", true)
        .set("prometheusRule.labels.release", "prometheus")
        .set("serviceAccount.annotations.a", "b")
        .set("podAnnotations.a", "b")
        .set("nodeSelector.disk", "ssd")
        .set("tolerations[0].operator", "Exists");
  }

  private static List<String> kinds(String rendered) {
    return Chart.objects(rendered).stream().map(it -> Yaml.text(it, "kind")).toList();
  }

  private static PodSpec pod(TemplateCommand command) {
    return pod(command.call());
  }

  private static PodSpec pod(String rendered) {
    return ((Deployment)
            Chart.objects(rendered).stream()
                .filter(it -> Yaml.text(it, "kind").equals("Deployment"))
                .map(Chart::read)
                .findFirst()
                .orElseThrow())
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  private static Map<String, String> variables(TemplateCommand command) {
    return variables(command.call());
  }

  private static Map<String, String> variables(String rendered) {
    List<EnvVar> variables = pod(rendered).getContainers().getFirst().getEnv();
    Set<String> names = variables.stream().map(EnvVar::getName).collect(Collectors.toSet());
    assertThat(names).hasSameSizeAs(variables);
    return variables.stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }
}
