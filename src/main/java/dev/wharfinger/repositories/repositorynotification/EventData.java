package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.repositories.repository.RepositoryAddressView;
import java.util.List;
import java.util.Locale;

/**
 * What receivers are told of an event: the {@code event_data}, which is the body of a webhook as it
 * stands; and the samples that tests of notifications tell. Source: contract repositories 6.4, 8.
 */
record EventData(RepositoryAddressView address, String namespace, String name) {

  private static final List<String> DEFAULT_PRIORITIES =
      List.of("Critical", "High", "Medium", "Low", "Negligible", "Unknown");

  private static final long SAMPLE_LIMIT = 1L << 30;
  private static final long SAMPLE_WARNED = 858_993_459;
  private static final long SAMPLE_EXCEEDED = 1_127_428_915;

  /**
   * An event's.
   *
   * @param more what it tells beside the repository
   */
  ObjectNode with(ObjectNode more) {
    return address.data(namespace, name, more);
  }

  /**
   * The sample of an event.
   *
   * @param config the notification's {@code eventConfig}
   */
  ObjectNode sample(NotifiedEvent event, JsonNode config) {
    ObjectNode more = JsonNodeFactory.instance.objectNode();
    return switch (event) {
      case REPO_PUSH ->
          with(strings(more, "updated_tags", "latest", "foo").put("pruned_image_count", 3));
      case REPO_MIRROR_SYNC_STARTED, REPO_MIRROR_SYNC_SUCCESS, REPO_MIRROR_SYNC_FAILED ->
          with(more.put("message", "TEST NOTIFICATION"));
      case REPO_IMAGE_EXPIRY ->
          with(
              strings(more, "tags", "latest", "v1")
                  .put("expiring_in", config.path("days").asText("None") + " days"));
      case VULNERABILITY_FOUND -> with(vulnerability(more, priority(config)));
      case BUILD_QUEUED -> with(queued(more));
      case BUILD_START -> with(build(more));
      case BUILD_SUCCESS, BUILD_CANCELLED -> with(build(more).put("image_id", "1245657346"));
      case BUILD_FAILURE -> with(build(more).put("error_message", "This is a fake error message"));
      case QUOTA_WARNING -> quota(more, 80, SAMPLE_WARNED, 80);
      case QUOTA_ERROR -> quota(more, 100, SAMPLE_EXCEEDED, 105);
    };
  }

  private static String priority(JsonNode config) {
    int level = config.path("level").asInt(0);
    return level >= 0 && level < DEFAULT_PRIORITIES.size()
        ? DEFAULT_PRIORITIES.get(level)
        : DEFAULT_PRIORITIES.getFirst();
  }

  private static ObjectNode vulnerability(ObjectNode more, String priority) {
    strings(more, "tags", "latest", "prod", "foo", "bar", "baz").put("image", "some-image-id");
    more.putObject("vulnerability")
        .put("id", "CVE-FAKE-CVE")
        .put("description", "A futurist vulnerability")
        .put("link", "https://security-tracker.debian.org/tracker/CVE-FAKE-CVE")
        .put("priority", priority);
    return more;
  }

  private static ObjectNode queued(ObjectNode more) {
    return build(more.put("is_manual", false));
  }

  private static ObjectNode build(ObjectNode more) {
    strings(
            more.put("build_id", "fake-build-id").put("build_name", "some-fake-build"),
            "docker_tags",
            "latest",
            "foo",
            "bar")
        .put("trigger_id", "1245634")
        .put("trigger_kind", "GitHub");
    ObjectNode metadata = more.putObject("trigger_metadata");
    metadata
        .put("default_branch", "master")
        .put("ref", "refs/heads/somebranch")
        .put("commit", "42d4a62c53350993ea41069e9f2cfdefb0df097d")
        .putObject("commit_info")
        .put("url", "http://path/to/the/commit")
        .put("message", "Some commit message")
        .put("date", 1_395_142_380L);
    return more;
  }

  private ObjectNode quota(ObjectNode data, int threshold, long used, int percent) {
    return data.put("namespace", namespace)
        .put("homepage", address.ofOrganization(namespace))
        .put("threshold_percent", threshold)
        .put("usage_bytes", used)
        .put("limit_bytes", SAMPLE_LIMIT)
        .put("usage_percent", percent)
        .put("usage_bytes_formatted", formatted(used))
        .put("limit_bytes_formatted", formatted(SAMPLE_LIMIT));
  }

  /** Two decimals of the largest unit that fits. */
  private static String formatted(long bytes) {
    List<String> units = List.of("bytes", "KB", "MB", "GB", "TB");
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.size() - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f %s", value, units.get(unit));
  }

  private static ObjectNode strings(ObjectNode data, String key, String... values) {
    List.of(values).forEach(data.putArray(key)::add);
    return data;
  }
}
