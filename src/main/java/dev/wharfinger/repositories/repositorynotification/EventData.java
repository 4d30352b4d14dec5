package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What receivers are told of an event: the {@code event_data}, which is the body of a webhook as it
 * stands. Source: contract repositories 6.4.
 *
 * @param host the registry's name, with its port if it has one
 * @param scheme {@code http} or {@code https}, for links
 */
record EventData(String scheme, String host, String namespace, String name) {

  /** What every event of a repository tells. */
  private ObjectNode common() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("repository", namespace + "/" + name)
        .put("namespace", namespace)
        .put("name", name)
        .put("docker_url", host + "/" + namespace + "/" + name)
        .put("homepage", homepage());
  }

  private String homepage() {
    return scheme + "://" + host + "/repository/" + namespace + "/" + name;
  }

  /** A tag was pushed. */
  ObjectNode push(String tag) {
    return push(List.of(tag));
  }

  private ObjectNode push(List<String> tags) {
    return strings(common(), "updated_tags", tags);
  }

  /** The push that a test of a notification tells of. */
  ObjectNode samplePush() {
    return push(List.of("latest", "foo")).put("pruned_image_count", 3);
  }

  /**
   * Tags expire.
   *
   * @param days within how many days, as the notification's configuration has it
   */
  ObjectNode expiry(String notification, List<String> tags, long days) {
    return expiry(tags, Long.toString(days)).put("notification_uuid", notification);
  }

  /**
   * The expiry that a test of a notification tells of.
   *
   * @param days as the notification's configuration has it, or {@code None}
   */
  ObjectNode sampleExpiry(String days) {
    return expiry(List.of("latest", "v1"), days);
  }

  private ObjectNode expiry(List<String> tags, String days) {
    return strings(common(), "tags", tags).put("expiring_in", days + " days");
  }

  /** A mirror was synchronized, or was to be. */
  ObjectNode mirror(String message) {
    return common().put("message", message);
  }

  /** The mirror's synchronization that a test of a notification tells of. */
  ObjectNode sampleMirror() {
    return mirror("TEST NOTIFICATION");
  }

  /**
   * The vulnerability that a test of a notification tells of.
   *
   * @param priority the least grave one that the notification's configuration asks for
   */
  ObjectNode sampleVulnerability(String priority) {
    ObjectNode data =
        strings(common(), "tags", List.of("latest", "prod", "foo", "bar", "baz"))
            .put("image", "some-image-id");
    data.putObject("vulnerability")
        .put("id", "CVE-FAKE-CVE")
        .put("description", "A futurist vulnerability")
        .put("link", "https://security-tracker.debian.org/tracker/CVE-FAKE-CVE")
        .put("priority", priority);
    return data;
  }

  private static ObjectNode strings(ObjectNode data, String key, List<String> values) {
    values.forEach(data.putArray(key)::add);
    return data;
  }
}
