package dev.wharfinger.registries.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.platform.outbound.OutboundAnswer;
import dev.wharfinger.registries.reconciliation.WalkedRegistry.Unusable;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers of a registry mean. */
class WalkedRegistryTest {

  @ParameterizedTest
  @ValueSource(strings = {"NAME_UNKNOWN", "MANIFEST_UNKNOWN"})
  void lacksWhatItSaysItLacks(String code) {
    assertThat(
            WalkedRegistry.isMissing(answer(404, "{\"errors\": [{\"code\": \"" + code + "\"}]}")))
        .isTrue();
  }

  /** A proxy in front of a registry that is away would otherwise delete everything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>not found</html>",
        "",
        "{}",
        "[]",
        "{\"errors\": []}",
        "{\"errors\": [{\"code\": \"UNAUTHORIZED\"}]}"
      })
  void doesNotLackWhatSomebodyElseDoesNotFind(String body) {
    OutboundAnswer answer = answer(404, body);
    assertThatThrownBy(() -> WalkedRegistry.isMissing(answer)).isInstanceOf(Unusable.class);
  }

  @Test
  void hasWhatItDoesNotDeny() {
    assertThat(WalkedRegistry.isMissing(answer(200, "{}"))).isFalse();
  }

  @Test
  void readsNoMoreThanItCanHold() {
    String most = "[" + "1,".repeat(WalkedRegistry.MOST_TOKENS - 10) + "1]";
    assertThat(WalkedRegistry.parse(Buffer.buffer("{\"a\": " + most + "}")).path("a").isArray())
        .isTrue();
    String more = "[" + "1,".repeat(WalkedRegistry.MOST_TOKENS) + "1]";
    Buffer body = Buffer.buffer("{\"a\": " + more + "}");
    assertThatThrownBy(() -> WalkedRegistry.parse(body)).isInstanceOf(Unusable.class);
  }

  @Test
  void goesByTheClockOfTheRegistry() {
    OutboundAnswer answer = answer(200, "{}");
    answer.headers().set("Date", "Thu, 03 Dec 2026 10:20:30 GMT");
    assertThat(WalkedRegistry.at(answer)).isEqualTo(Instant.parse("2026-12-03T10:20:30Z"));
    answer.headers().set("Date", "yesterday");
    assertThat(Duration.between(WalkedRegistry.at(answer), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }

  private static OutboundAnswer answer(int status, String body) {
    return new OutboundAnswer(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body));
  }
}
