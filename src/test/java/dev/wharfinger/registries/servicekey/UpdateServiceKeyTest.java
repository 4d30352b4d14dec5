package dev.wharfinger.registries.servicekey;

import static dev.wharfinger.registries.servicekey.Given.FIRST;
import static dev.wharfinger.registries.servicekey.Given.KEY;
import static dev.wharfinger.registries.servicekey.Given.LATER;
import static dev.wharfinger.registries.servicekey.Given.NOW;
import static dev.wharfinger.registries.servicekey.Given.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyExtended;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyModified;
import dev.wharfinger.registries.servicekey.UpdateServiceKey.Update;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpdateServiceKeyTest {

  @Test
  void changesNothingWhenNothingIsAskedFor() {
    assertThat(Decide.events(Given.key(null, true), asked("{}"))).isEmpty();
  }

  @Test
  void extendsUnderTheNewName() {
    String body = "{\"name\": \"new\", \"expiration\": %d}".formatted(LATER.getEpochSecond());
    assertThat(Decide.events(Given.key(null, true), asked(body)))
        .containsExactly(
            new ServiceKeyExtended(KEY, "kid", "quay", "new", LATER, null, FIRST),
            new ServiceKeyModified(KEY, "kid", "quay", "new", "{}", LATER, true, null, FIRST));
  }

  @Test
  void laysMetadataOverWhatThereIs() {
    assertThat(Decide.events(Given.key(LATER, true), asked("{\"metadata\": {\"a\": [1]}}")))
        .containsExactly(
            new ServiceKeyModified(
                KEY, "kid", "quay", "ci key", "{\"a\":[1]}", LATER, false, LATER, FIRST));
  }

  @Test
  void countsWhatTheMetadataComeToBe() {
    String half = "x".repeat(8_180);
    ServiceKeyState before = Given.key(LATER, true, "{\"a\": \"" + half + "\"}");
    String more = "{\"metadata\": {\"%s\": \"%s\"}}";
    assertThat(Decide.events(before, asked(more.formatted("b", half)))).hasSize(1);
    assertThat(Decide.on(before, asked(more.formatted("b", half + "12345678901234567"))))
        .isEqualTo(Decision.reject(ServiceKeyRejection.Simple.METADATA_TOO_LONG));
    assertThat(Decide.events(before, asked(more.formatted("a", half + "12345678901234567"))))
        .as("laid over what it replaces")
        .hasSize(1);
    assertThat(
            Decide.events(
                Given.key(LATER, true, "{\"a\":\"" + "x".repeat(100_000) + "\"}"),
                asked("{\"name\": \"b\"}")))
        .as("what is too much of old hinders nothing else")
        .hasSize(1);
  }

  @Test
  void revivesWhatExpiredLately() {
    assertThat(
            Decide.events(
                Given.key(NOW.minus(Duration.ofDays(7)), true), asked("{\"expiration\": null}")))
        .hasSize(1);
  }

  @Test
  void findsNoKeyFirst() {
    String bad = "{\"name\": \"a.b\", \"expiration\": 1}";
    Decision notFound = Decision.reject(CommonRejection.NOT_FOUND);
    assertThat(Decide.on(Given.noKey(), asked(bad))).isEqualTo(notFound);
    ServiceKeyState longAgo = Given.key(NOW.minus(Duration.ofDays(7)).minusMillis(1), true);
    assertThat(Decide.on(longAgo, asked(bad))).isEqualTo(notFound);
  }

  @Test
  void refusesTheDateBeforeTheName() {
    refuses(
        "{\"name\": \"a.b\", \"expiration\": 1}", ServiceKeyRejection.Simple.CHANGED_TO_EXPIRED);
    refuses(
        "{\"name\": \"a.b\", \"expiration\": 1e15}",
        new ServiceKeyRejection.ImpossibleExpiration("year 31690708 is out of range"));
    refuses(
        "{\"name\": \"a.b\", \"expiration\": null}",
        new ServiceKeyRejection.InvalidFriendlyName("a.b"));
  }

  private static void refuses(String body, ServiceKeyRejection why) {
    assertThat(Decide.on(Given.key(null, true), asked(body))).isEqualTo(Decision.reject(why));
  }

  private static Update asked(String body) {
    return Update.of("kid", (ObjectNode) Answers.json(body), TERMS);
  }
}
