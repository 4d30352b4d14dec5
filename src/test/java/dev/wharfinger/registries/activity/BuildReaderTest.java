package dev.wharfinger.registries.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.registries.activity.Notification.Action.BuildReported;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildReaderTest {

  private static final Instant NOW = Instant.parse("2026-08-21T16:02:54Z");

  @ParameterizedTest
  @ValueSource(strings = {"job", "status"})
  void leavesOutAnObjectThatIsTooLong(String name) {
    ObjectNode build = build();
    build.putObject(name).put("a", "x".repeat(16_376));
    assertThat(faults(build)).isEmpty();
    build.putObject(name).put("a", "x".repeat(16_377));
    assertThat(faults(build)).containsExactly(Fault.BUILD);
  }

  @Test
  void countsTheDigitsThatTheDatabaseWritesOut() {
    ObjectNode build = build();
    var numbers = build.putObject("status").putArray("a");
    for (int i = 0; i < 60; i++) {
      numbers.add(1e308);
    }
    assertThat(faults(build)).containsExactly(Fault.BUILD);
  }

  @Test
  void cutsALongLine() {
    ObjectNode build = build();
    build.putArray("log").addObject().put("position", 0).put("message", "x".repeat(16_385));
    assertThat(read(build).lines().getFirst().message()).isEqualTo("x".repeat(16_384) + "\u2026");
  }

  private static ObjectNode build() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("uuid", "build-1")
        .put("phase", "building")
        .put("display_name", "a build")
        .put("started", "2026-08-21T16:02:54Z");
  }

  private static BuildReported read(ObjectNode build) {
    return (BuildReported) new BuildReader(build, NOW, new HashSet<>()).read();
  }

  private static Set<Fault> faults(ObjectNode build) {
    Set<Fault> faults = new HashSet<>();
    assertThat(new BuildReader(build, NOW, faults).read()).isNotNull();
    return faults;
  }
}
