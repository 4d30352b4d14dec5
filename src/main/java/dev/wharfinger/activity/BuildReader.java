package dev.wharfinger.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.activity.Notification.Happening;
import dev.wharfinger.activity.Notification.Line;
import dev.wharfinger.activity.Notification.Progress;
import dev.wharfinger.activity.Notification.Trigger;
import dev.wharfinger.activity.NotificationReader.Unreadable;
import dev.wharfinger.config.Bound;
import dev.wharfinger.http.Excerpt;
import java.nio.charset.StandardCharsets;
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

  /** A text of a report of a build. */
  @Bound(
      of = "text of a build report",
      unit = "characters",
      beyond = "the report is not taken",
      test = "BuildReaderTest.takesNoTextThatIsTooLong")
  static final int MAX_TEXT = 2_048;

  /** An object of a report of a build. */
  @Bound(
      of = "object of a build report, as JSON",
      unit = "bytes",
      beyond = "the report is not taken",
      test = "BuildReaderTest.takesNoObjectThatIsTooLong")
  static final int MAX_OBJECT_BYTES = 16_384;

  /** A line of a build's log. */
  @Bound(
      of = "line of a build's log",
      unit = "characters",
      beyond = "cut, then \u2026",
      test = "BuildReaderTest.cutsALongLine")
  static final int MAX_LINE = 16_384;

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
        text(build, "display_name"),
        build.path("has_retries").booleanValue(),
        job(build),
        trigger(build),
        optional(build, "resource_key"),
        optional(build, "pull_robot"),
        object(build, "status"),
        optional(build, "logs_url"));
  }

  private static JsonNode job(JsonNode build) {
    JsonNode job = object(build, "job");
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
        optional(trigger, "build_source"),
        optional(trigger, "repository_url"),
        object(trigger, "config"));
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
      JsonNode data = object(line, "data");
      lines.add(
          new Line(
              position.longValue(),
              Excerpt.first(line.path("message").asText(""), MAX_LINE, "\u2026"),
              type == null ? null : oneOf(TYPES, type, "type"),
              data.isEmpty() ? null : data));
    }
    return lines;
  }

  private static String text(JsonNode object, String name) {
    return bounded(NotificationReader.text(object, name), name);
  }

  private static @Nullable String optional(JsonNode object, String name) {
    String text = NotificationReader.optional(object, name);
    return text == null ? null : bounded(text, name);
  }

  private static String bounded(String text, String name) {
    if (text.codePointCount(0, text.length()) > MAX_TEXT) {
      throw new Unreadable(name + ": is too long");
    }
    return text;
  }

  private static JsonNode object(JsonNode object, String name) {
    JsonNode found = NotificationReader.object(object, name);
    if (found.toString().getBytes(StandardCharsets.UTF_8).length > MAX_OBJECT_BYTES) {
      throw new Unreadable(name + ": is too long");
    }
    return found;
  }

  private static String oneOf(Set<String> known, String word, String name) {
    if (!known.contains(word)) {
      throw new Unreadable(name + ": is not known");
    }
    return word;
  }
}
