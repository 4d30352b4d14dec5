package dev.wharfinger.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.activity.Notification.Happening;
import dev.wharfinger.activity.Notification.Line;
import dev.wharfinger.activity.Notification.Progress;
import dev.wharfinger.activity.Notification.Trigger;
import dev.wharfinger.activity.NotificationReader.Unreadable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a builder reports. Source: contract superuser 1.4 and 7, docs/activity.md. */
final class BuildReader {

  private static final Pattern UUID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private static final Set<String> PHASES =
      Set.of(
          "error",
          "internalerror",
          "build-scheduled",
          "unpacking",
          "pulling",
          "building",
          "pushing",
          "waiting",
          "complete",
          "cancelled");

  private static final Set<String> SERVICES = Set.of("github", "gitlab", "bitbucket", "custom-git");
  private static final Set<String> TYPES = Set.of("command", "phase", "error");

  private BuildReader() {}

  static Happening read(JsonNode build, Instant latest) {
    return new Happening.BuildReported(
        NotificationReader.matching(build, "uuid", UUID), progress(build, latest), lines(build));
  }

  /** A report of lines alone says nothing of the build. */
  private static @Nullable Progress progress(JsonNode build, Instant latest) {
    if (!build.has("phase")) {
      return null;
    }
    return new Progress(
        oneOf(PHASES, NotificationReader.text(build, "phase"), "phase"),
        NotificationReader.time(build.path("started"), "started", latest),
        NotificationReader.text(build, "display_name"),
        build.path("has_retries").booleanValue(),
        job(build),
        trigger(build),
        NotificationReader.optional(build, "resource_key"),
        NotificationReader.optional(build, "pull_robot"),
        NotificationReader.object(build, "status"),
        NotificationReader.optional(build, "logs_url"));
  }

  private static JsonNode job(JsonNode build) {
    JsonNode job = NotificationReader.object(build, "job");
    JsonNode tags = job.path("docker_tags");
    if (!tags.isMissingNode() && !tags.isArray()) {
      throw new Unreadable("build.job.docker_tags: is not an array");
    }
    JsonNode _ = NotificationReader.object(job, "trigger_metadata");
    return job;
  }

  private static @Nullable Trigger trigger(JsonNode build) {
    JsonNode trigger = NotificationReader.object(build, "trigger");
    if (trigger.isEmpty()) {
      return null;
    }
    return new Trigger(
        NotificationReader.matching(trigger, "id", UUID),
        oneOf(SERVICES, NotificationReader.text(trigger, "service"), "service"),
        trigger.path("is_active").booleanValue(),
        NotificationReader.optional(trigger, "build_source"),
        NotificationReader.optional(trigger, "repository_url"),
        NotificationReader.object(trigger, "config"));
  }

  private static List<Line> lines(JsonNode build) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode line : build.path("log")) {
      JsonNode position = line.path("position");
      if (!position.isIntegralNumber()
          || !position.canConvertToLong()
          || position.longValue() < 0) {
        throw new Unreadable("build.log.position: is not a position");
      }
      String type = NotificationReader.optional(line, "type");
      JsonNode data = NotificationReader.object(line, "data");
      lines.add(
          new Line(
              position.longValue(),
              line.path("message").asText(""),
              type == null ? null : oneOf(TYPES, type, "type"),
              data.isEmpty() ? null : data));
    }
    return lines;
  }

  private static String oneOf(Set<String> known, String word, String name) {
    if (!known.contains(word)) {
      throw new Unreadable(name + ": is not known");
    }
    return word;
  }
}
