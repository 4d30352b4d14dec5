package dev.wharfinger.repositories.repositorynotification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NotifiedEventTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "repo_push|PRIMARY|Repository buy/large updated",
        "build_queued|INFO|Build queued for repository buy/large [0123456]",
        "build_start|INFO|Build started for repository buy/large [0123456]",
        "build_success|SUCCESS|Build succeeded for repository buy/large [0123456]",
        "build_failure|ERROR|Build failure for repository buy/large [0123456]",
        "build_cancelled|INFO|Build cancelled for repository buy/large [0123456]",
        "vulnerability_found|WARNING|High vulnerability detected in repository buy/large in 2 tags",
        "repo_mirror_sync_started|INFO|Repository Mirror started for upstream",
        "repo_mirror_sync_success|SUCCESS|Repository Mirror success for upstream",
        "repo_mirror_sync_failed|ERROR|Repository Mirror failed for upstream",
        "repo_image_expiry|INFO|Repository buy/large image(s) expiring",
        "quota_warning|WARNING|Namespace buy storage usage has reached 80% of its quota limit",
        "quota_error|ERROR|Namespace buy storage usage has exceeded its quota limit (105%)",
      })
  void tellsWhatHappenedInOneLine(String word, NotificationLevel level, String summary) {
    NotifiedEvent event = NotifiedEvent.of(word).orElseThrow();

    assertThat(event.summary(data("High"))).isEqualTo(summary);
    assertThat(event.level(data("High"))).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"Critical,ERROR", "High,WARNING", "Medium,WARNING", "Low,INFO", "Unknown,INFO"})
  void aVulnerabilityIsAsGraveAsItsPriority(String priority, NotificationLevel level) {
    assertThat(NotifiedEvent.VULNERABILITY_FOUND.level(data(priority))).isEqualTo(level);
  }

  @ParameterizedTest
  @EnumSource(NotifiedEvent.class)
  void isFoundByItsNameAlone(NotifiedEvent event) {
    assertThat(NotifiedEvent.of(event.word())).contains(event);
    assertThat(NotifiedEvent.of(event.name())).isEmpty();
  }

  @Test
  void takesABuildIdThatIsShorterThanWhatItShows() {
    ObjectNode data = data("High").put("build_id", "abc");

    assertThat(NotifiedEvent.BUILD_START.summary(data))
        .isEqualTo("Build started for repository buy/large [abc]");
  }

  private static ObjectNode data(String priority) {
    ObjectNode data =
        JsonNodeFactory.instance
            .objectNode()
            .put("repository", "buy/large")
            .put("namespace", "buy")
            .put("build_id", "0123456789")
            .put("message", "upstream")
            .put("threshold_percent", 80)
            .put("usage_percent", 105);
    data.putArray("tags").add("latest").add("v1");
    data.putObject("vulnerability").put("priority", priority);
    return data;
  }
}
