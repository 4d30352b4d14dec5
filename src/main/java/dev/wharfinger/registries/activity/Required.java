package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.registries.activity.Notification.Action;
import dev.wharfinger.registries.activity.Notification.Counter;

/** The parts without which an event is no report. */
final class Required {

  private Required() {}

  static String repository(JsonNode target) {
    JsonNode name = target.path("repository");
    if (!Values.matches(name, Values.REPOSITORY, Values.LONGEST_NAME)) {
      throw new NotificationReader.Missing(Fault.REPOSITORY);
    }
    return name.textValue();
  }

  static String digest(JsonNode target) {
    JsonNode digest = target.path("digest");
    if (!Values.matches(digest, Values.DIGEST, Values.LONGEST_DIGEST)) {
      throw new NotificationReader.Missing(Fault.DIGEST);
    }
    return digest.textValue();
  }

  static Action correction(JsonNode correction) {
    try {
      return new Action.SizeCorrected(
          Counter.valueOf(correction.path("counter").asText("")),
          correction.path("id").longValue(),
          correction.path("bytes").longValue(),
          correction.path("blobs").longValue());
    } catch (IllegalArgumentException _) {
      throw new NotificationReader.Missing(Fault.ACTION);
    }
  }
}
