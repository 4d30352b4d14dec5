package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a notification can tell of, with the level and the one-line summary of its messages. Source:
 * contract repositories 6.3 and 6.5.
 */
enum NotifiedEvent {
  REPO_PUSH("repo_push", NotificationLevel.PRIMARY) {
    @Override
    String summary(JsonNode data) {
      return "Repository %s updated".formatted(repository(data));
    }
  },
  BUILD_QUEUED("build_queued", NotificationLevel.INFO) {
    @Override
    String summary(JsonNode data) {
      return build("queued", data);
    }
  },
  BUILD_START("build_start", NotificationLevel.INFO) {
    @Override
    String summary(JsonNode data) {
      return build("started", data);
    }
  },
  BUILD_SUCCESS("build_success", NotificationLevel.SUCCESS) {
    @Override
    String summary(JsonNode data) {
      return build("succeeded", data);
    }
  },
  BUILD_FAILURE("build_failure", NotificationLevel.ERROR) {
    @Override
    String summary(JsonNode data) {
      return build("failure", data);
    }
  },
  BUILD_CANCELLED("build_cancelled", NotificationLevel.INFO) {
    @Override
    String summary(JsonNode data) {
      return build("cancelled", data);
    }
  },
  VULNERABILITY_FOUND("vulnerability_found", NotificationLevel.INFO) {
    @Override
    NotificationLevel level(JsonNode data) {
      return switch (priority(data)) {
        case "Critical" -> NotificationLevel.ERROR;
        case "High", "Medium" -> NotificationLevel.WARNING;
        default -> NotificationLevel.INFO;
      };
    }

    @Override
    String summary(JsonNode data) {
      return "%s vulnerability detected in repository %s in %d tags"
          .formatted(priority(data), repository(data), data.path("tags").size());
    }
  },
  REPO_MIRROR_SYNC_STARTED("repo_mirror_sync_started", NotificationLevel.INFO) {
    @Override
    String summary(JsonNode data) {
      return mirror("started", data);
    }
  },
  REPO_MIRROR_SYNC_SUCCESS("repo_mirror_sync_success", NotificationLevel.SUCCESS) {
    @Override
    String summary(JsonNode data) {
      return mirror("success", data);
    }
  },
  REPO_MIRROR_SYNC_FAILED("repo_mirror_sync_failed", NotificationLevel.ERROR) {
    @Override
    String summary(JsonNode data) {
      return mirror("failed", data);
    }
  },
  REPO_IMAGE_EXPIRY("repo_image_expiry", NotificationLevel.INFO) {
    @Override
    String summary(JsonNode data) {
      return "Repository %s image(s) expiring".formatted(repository(data));
    }
  },
  QUOTA_WARNING("quota_warning", NotificationLevel.WARNING) {
    @Override
    String summary(JsonNode data) {
      return "Namespace %s storage usage has reached %d%% of its quota limit"
          .formatted(data.path("namespace").asText(), data.path("threshold_percent").asLong());
    }
  },
  QUOTA_ERROR("quota_error", NotificationLevel.ERROR) {
    @Override
    String summary(JsonNode data) {
      return "Namespace %s storage usage has exceeded its quota limit (%d%%)"
          .formatted(data.path("namespace").asText(), data.path("usage_percent").asLong());
    }
  };

  /** The length of a build's id in a summary, in characters. */
  private static final int SHORT_BUILD_ID = 7;

  private static final Map<String, NotifiedEvent> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(NotifiedEvent::word, Function.identity()));

  private final String word;
  private final NotificationLevel level;

  NotifiedEvent(String word, NotificationLevel level) {
    this.word = word;
    this.level = level;
  }

  /** By its name on the wire; empty if there is no such event. */
  static Optional<NotifiedEvent> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** The name on the wire. */
  String word() {
    return word;
  }

  /**
   * The level of a message.
   *
   * @param data the event's {@code event_data}
   */
  NotificationLevel level(JsonNode data) {
    return level;
  }

  /**
   * The subject of a message.
   *
   * @param data the event's {@code event_data}
   */
  abstract String summary(JsonNode data);

  private static String repository(JsonNode data) {
    return data.path("repository").asText();
  }

  private static String priority(JsonNode data) {
    return data.path("vulnerability").path("priority").asText();
  }

  private static String mirror(String phase, JsonNode data) {
    return "Repository Mirror %s for %s".formatted(phase, data.path("message").asText());
  }

  private static String build(String phase, JsonNode data) {
    String id = data.path("build_id").asText();
    return "Build %s for repository %s [%s]"
        .formatted(phase, repository(data), id.substring(0, Math.min(SHORT_BUILD_ID, id.length())));
  }
}
