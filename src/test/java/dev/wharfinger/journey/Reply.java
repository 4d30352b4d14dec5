package dev.wharfinger.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a client knows after a request. */
sealed interface Reply {

  /** The service answered. */
  record Answer(int status, JsonNode body, Optional<String> retryAfter) implements Reply {}

  /** It did not: whether anything happened is unknown. */
  record Silence(String reason) implements Reply {}

  /** Whether the answer is there and has this status. */
  default boolean is(int status) {
    return this instanceof Answer answer && answer.status() == status;
  }

  /** The answer's body; a journey that needs it cannot go on without. */
  default JsonNode body() {
    return switch (this) {
      case Answer answer -> answer.body();
      case Silence silence -> throw new AssertionError("no answer: " + silence.reason());
    };
  }
}
