package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.text.Excerpt;
import dev.wharfinger.registries.activity.Notification.Action;
import dev.wharfinger.registries.activity.Notification.Line;
import dev.wharfinger.registries.activity.Notification.Progress;
import dev.wharfinger.registries.activity.Notification.Trigger;
import dev.wharfinger.registries.activity.NotificationReader.Missing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the reports of builders. Source: contract superuser 1.4 and 7, docs/activity.md. */
final class BuildReader {

  @Bound(
      of = "free text in a reported build (name, address)",
      unit = "characters",
      beyond = "omitted: build",
      test = "NotificationReaderTest.leavesOutOfABuildWhatIsTooLong")
  static final int LONGEST_TEXT = 2_048;

  @Bound(
      of = "object in a reported build, as JSON",
      unit = "bytes",
      beyond = "omitted: build",
      test = "BuildReaderTest.leavesOutAnObjectThatIsTooLong")
  static final int LONGEST_OBJECT = 16_384;

  @Bound(
      of = "log line of a reported build",
      unit = "characters",
      beyond = "cut, ending in \u2026",
      test = "BuildReaderTest.cutsALongLine")
  static final int LONGEST_LINE = 16_384;

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

  private final ObjectNode build;
  private final Instant received;
  private final Set<Fault> faults;

  BuildReader(ObjectNode build, Instant received, Set<Fault> faults) {
    this.build = build;
    this.received = received;
    this.faults = faults;
  }

  Action read() {
    JsonNode uuid = build.path("uuid");
    if (!Values.matches(uuid, UUID, LONGEST_TEXT)) {
      throw new Missing(Fault.BUILD);
    }
    return new Action.BuildReported(uuid.textValue(), progress(), lines());
  }

  /** A report that contains only log lines does not change the build. */
  private @Nullable Progress progress() {
    if (!build.has("phase")) {
      return null;
    }
    String phase = oneOf(PHASES, build.path("phase"));
    Instant started = Values.time(build.path("started"));
    String name = text(build, "display_name");
    if (phase == null || started == null || !Values.isPossible(started, received) || name == null) {
      faults.add(Fault.BUILD);
      return null;
    }
    return new Progress(
        phase,
        started,
        name,
        build.path("has_retries").booleanValue(),
        job(),
        trigger(),
        text(build, "resource_key"),
        text(build, "pull_robot"),
        object(build, "status"),
        text(build, "logs_url"));
  }

  private JsonNode job() {
    ObjectNode job = object(build, "job");
    JsonNode tags = job.path("docker_tags");
    if (!tags.isMissingNode() && !tags.isArray()) {
      faults.add(Fault.BUILD);
      job.remove("docker_tags");
    }
    if (job.has("trigger_metadata")) {
      job.set("trigger_metadata", object(job, "trigger_metadata"));
    }
    return job;
  }

  private @Nullable Trigger trigger() {
    ObjectNode trigger = object(build, "trigger");
    if (trigger.isEmpty()) {
      return null;
    }
    JsonNode id = trigger.path("id");
    String service = oneOf(SERVICES, trigger.path("service"));
    if (service == null || !Values.matches(id, UUID, LONGEST_TEXT)) {
      faults.add(Fault.BUILD);
      return null;
    }
    return new Trigger(
        id.textValue(),
        service,
        trigger.path("is_active").booleanValue(),
        text(trigger, "build_source"),
        text(trigger, "repository_url"),
        object(trigger, "config"));
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (JsonNode line : build.path("log")) {
      JsonNode position = line.path("position");
      if (line instanceof ObjectNode object
          && position.isIntegralNumber()
          && position.longValue() >= 0) {
        JsonNode data = object(object, "data");
        JsonNode type = line.path("type");
        lines.add(
            new Line(
                position.longValue(),
                Excerpt.first(line.path("message").asText(""), LONGEST_LINE, "\u2026"),
                Values.isNothing(type) ? null : oneOf(TYPES, type),
                data.isEmpty() ? null : data));
      } else {
        faults.add(Fault.BUILD);
      }
    }
    return lines;
  }

  private @Nullable String oneOf(Set<String> known, JsonNode word) {
    if (word.isTextual() && known.contains(word.textValue())) {
      return word.textValue();
    }
    faults.add(Fault.BUILD);
    return null;
  }

  private @Nullable String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (Values.isNothing(value)) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT) {
      faults.add(Fault.BUILD);
      return null;
    }
    return value.textValue();
  }

  /** An object; an empty one if there is none. */
  private ObjectNode object(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value instanceof ObjectNode found && Json.storedBytes(found) <= LONGEST_OBJECT) {
      return found;
    }
    if (!Values.isNothing(value)) {
      faults.add(Fault.BUILD);
    }
    return JsonNodeFactory.instance.objectNode();
  }
}
