package dev.wharfinger.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What came of a request. */
sealed interface Reply {

  /** The service answered. */
  record Answer(int status, JsonNode body, boolean retryAfter) implements Reply {}

  /** There was no connection: the service has never seen the request. */
  record NotSent(String reason) implements Reply {}

  /** The request was sent, and no answer came. */
  record Silence(String reason) implements Reply {}

  /** Whether it is an answer with one of these states. */
  default boolean is(Set<Integer> statuses) {
    return this instanceof Answer answer && statuses.contains(answer.status());
  }

  /** Whether it is what an instance without its servers answers. */
  default boolean isUnavailable() {
    return this instanceof Answer answer
        && answer.status() == 503
        && answer.retryAfter()
        && answer.body().path("message").isTextual();
  }
}
