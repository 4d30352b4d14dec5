package dev.wharfinger.registries.servicekey;

import static dev.wharfinger.registries.servicekey.Given.FIRST;
import static dev.wharfinger.registries.servicekey.Given.LATER;
import static dev.wharfinger.registries.servicekey.Given.NOW;
import static dev.wharfinger.registries.servicekey.Given.OTHER_LAPSED;
import static dev.wharfinger.registries.servicekey.Given.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.registries.servicekey.CreateServiceKey.Create;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyApproved;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyCreated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateServiceKeyTest {

  @Test
  void makesAndApprovesAndClearsAwayWhatLapsed() {
    Create asked =
        asked(
            """
            {"service": "quay", "name": "ci key", "notes": "why", "expiration": %d,
             "metadata": {"a": 1, "creator": "me", "created_by": "me", "ip": "::1"}}
            """
                .formatted(LATER.getEpochSecond()));
    assertThat(Decide.events(Given.noKey(), asked))
        .containsExactly(
            OTHER_LAPSED,
            new ServiceKeyCreated(
                Decide.FIRST_ID, "kid", "quay", "ci key", "{}", "{\"a\":1}", LATER, FIRST),
            new ServiceKeyApproved(
                Decide.FIRST_ID,
                "kid",
                "quay",
                "ci key",
                LATER,
                "why",
                new AccountId(3),
                true,
                FIRST));
  }

  @Test
  void mayLastForEver() {
    assertThat(Decide.events(Given.noKey(), asked("{\"service\": \"q\", \"expiration\": null}")))
        .contains(new ServiceKeyCreated(Decide.FIRST_ID, "kid", "q", "", "{}", "{}", null, FIRST));
  }

  @Test
  void refusesInOrder() {
    refuses(
        "{'service': 'Q', 'name': 'a.b', 'expiration': 1}",
        new ServiceKeyRejection.InvalidFriendlyName("a.b"));
    refuses("{'service': 'Q', 'expiration': 1000000000000}", impossible("year 33658"));
    refuses("{'service': 'Q', 'expiration': -62135596801}", impossible("year 0"));
    for (String endless : new String[] {"1e308", "-99999999999999999999999"}) {
      refuses(
          "{'service': 'Q', 'expiration': " + endless + "}",
          new ServiceKeyRejection.ImpossibleExpiration(
              "timestamp out of range for platform time_t"));
    }
    for (String past : new String[] {"0", "-62135596800", "1787328174"}) {
      refuses(
          "{'service': 'Q', 'expiration': " + past + "}",
          ServiceKeyRejection.Simple.CREATED_EXPIRED);
    }
  }

  private static ServiceKeyRejection impossible(String year) {
    return new ServiceKeyRejection.ImpossibleExpiration(year + " is out of range");
  }

  private static void refuses(String body, ServiceKeyRejection why) {
    assertThat(Decide.on(Given.noKey(), asked(body.replace('\'', '"'))))
        .as(body)
        .isEqualTo(Decision.reject(why));
  }

  @ParameterizedTest
  @CsvSource({"Q", "a-b", "''", "'a b'", "ä"})
  void refusesABadServiceWithoutAWord(String service) {
    assertThat(
            Decide.on(
                Given.noKey(), asked("{\"service\":\"" + service + "\", \"expiration\": null}")))
        .isEqualTo(Decision.reject(ServiceKeyRejection.Simple.INVALID_SERVICE_NAME));
  }

  @Test
  void takesFractionsOfSeconds() {
    long soon = NOW.getEpochSecond();
    assertThat(
            WantedKey.of(body("{\"service\": \"q\", \"expiration\": " + soon + ".25}")).expires())
        .isEqualTo(NOW.plusMillis(250));
  }

  private static Create asked(String json) {
    return new Create(WantedKey.of(body(json)), "kid", "{}", new AccountId(3), TERMS);
  }

  private static ObjectNode body(String json) {
    return (ObjectNode) Answers.json(json);
  }
}
