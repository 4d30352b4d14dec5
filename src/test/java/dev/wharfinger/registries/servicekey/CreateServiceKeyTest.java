package dev.wharfinger.registries.servicekey;

import static dev.wharfinger.registries.servicekey.Given.FIRST;
import static dev.wharfinger.registries.servicekey.Given.LATER;
import static dev.wharfinger.registries.servicekey.Given.NOW;
import static dev.wharfinger.registries.servicekey.Given.OTHER_LAPSED;
import static dev.wharfinger.registries.servicekey.Given.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.platform.http.ApiError;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'service': 'Q', 'name': 'a.b', 'expiration': 1}                   | Invalid service key friendly name: a.b",
        "{'service': 'Q', 'expiration': 1000000000000}                      | Invalid expiration date: year 33658 is out of range",
        "{'service': 'Q', 'expiration': -62135596801}                       | Invalid expiration date: year 0 is out of range",
        "{'service': 'Q', 'expiration': 1e308}                              | Invalid expiration date: timestamp out of range for platform time_t",
        "{'service': 'Q', 'expiration': -99999999999999999999999}           | Invalid expiration date: timestamp out of range for platform time_t",
        "{'service': 'Q', 'expiration': 0}                                  | Expiration date cannot be in the past",
        "{'service': 'Q', 'expiration': -62135596800}                       | Expiration date cannot be in the past",
        "{'service': 'Q', 'expiration': 1787328174}                         | Expiration date cannot be in the past",
      })
  void refusesInOrder(String body, String text) {
    assertThat(Decide.on(Given.noKey(), asked(body.replace('\'', '"'))))
        .isEqualTo(Decision.reject(ApiError.invalidRequest(text)));
  }

  @ParameterizedTest
  @CsvSource({"Q", "a-b", "''", "'a b'", "ä"})
  void refusesABadServiceWithoutAWord(String service) {
    assertThat(
            Decide.on(
                Given.noKey(), asked("{\"service\":\"" + service + "\", \"expiration\": null}")))
        .isEqualTo(Decision.reject(ApiError.message("")));
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
