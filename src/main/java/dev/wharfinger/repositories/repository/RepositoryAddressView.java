package dev.wharfinger.repositories.repository;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import java.util.Locale;

/**
 * Where a repository is: at the registry, and on the web. Source: contract repositories 6.4.
 *
 * @param scheme {@code http} or {@code https}, for links
 * @param host the registry's name, with its port if it has one
 */
public record RepositoryAddressView(String scheme, String host) {

  /** As this registry is configured. */
  public static RepositoryAddressView of(Settings settings) {
    return new RepositoryAddressView(
        settings.preferredUrlScheme().name().toLowerCase(Locale.ROOT), settings.serverHostname());
  }

  /**
   * What a message about a repository tells: where it is, and more.
   *
   * @param more if it tells of a build, with its {@code build_id}
   */
  public ObjectNode data(String namespace, String name, ObjectNode more) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("repository", namespace + "/" + name)
        .put("namespace", namespace)
        .put("name", name)
        .put("docker_url", host + "/" + namespace + "/" + name)
        .put("homepage", homepage(namespace, name, more.path("build_id").asText("")));
    return data.setAll(more);
  }

  private String homepage(String namespace, String name, String build) {
    String page = scheme + "://" + host + "/repository/" + namespace + "/" + name;
    return build.isEmpty() ? page : page + "/build/" + build;
  }

  /** The page of an organization. */
  public String ofOrganization(String namespace) {
    return scheme + "://" + host + "/organization/" + namespace;
  }
}
