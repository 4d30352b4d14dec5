package dev.wharfinger.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The chart as Helm renders it, and as Kubernetes would read it. */
final class Chart {

  static final Path FOLDER = Path.of("deploy/helm/wharfinger");

  private static final Map<String, Class<?>> MODEL =
      Map.of(
          "apps/v1 Deployment", Deployment.class,
          "v1 Service", Service.class,
          "v1 ServiceAccount", ServiceAccount.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "networking.k8s.io/v1 Ingress", Ingress.class);

  /** The model keeps fields that it does not know; this reader refuses them. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private Chart() {}

  static TemplateCommand template() {
    return new Helm(FOLDER).template().withName("harbour").withKubeVersion("1.33.0");
  }

  static List<Map<String, Object>> objects(String rendered) {
    List<Map<String, Object>> objects = new ArrayList<>();
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    for (Object document :
        new org.yaml.snakeyaml.Yaml(new SafeConstructor(strict)).loadAll(rendered)) {
      if (document != null) {
        objects.add(Yaml.map(document));
      }
    }
    return objects;
  }

  /** Whether the API of Kubernetes itself has this kind of object; others are of operators. */
  static boolean isOfKubernetes(Map<String, Object> object) {
    return MODEL.containsKey(kind(object));
  }

  /**
   * Reads an object into the model.
   *
   * @throws IllegalArgumentException if a field is unknown or of another type
   */
  static Object read(Map<String, Object> object) {
    Class<?> type = MODEL.get(kind(object));
    if (type == null) {
      throw new IllegalArgumentException("unknown kind: " + kind(object));
    }
    return STRICT.convertValue(object, type);
  }

  private static String kind(Map<String, Object> object) {
    return object.get("apiVersion") + " " + object.get("kind");
  }
}
