package dev.wharfinger.repositories.autoprune;

import static dev.wharfinger.platform.http.Schema.bool;
import static dev.wharfinger.platform.http.Schema.text;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.QuayDuration;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * The complete policy requested by a client. Source: contract sessions 3.7, repositories 14.
 *
 * @param value a number or a text
 * @param tagPattern empty if there is none
 */
record WantedPolicy(
    String method, JsonNode value, Optional<String> tagPattern, boolean tagPatternMatches) {

  static final Schema BODY =
      Schema.object()
          .required("method", "value")
          .property("method", text(TextLengths.NAME))
          .property("value", type("integer", "string").atMost(TextLengths.NAME))
          .property("tagPattern", text(TextLengths.NAME))
          .property("tagPatternMatches", bool());

  static WantedPolicy of(ObjectNode body) {
    return new WantedPolicy(
        body.get("method").textValue(),
        body.get("value"),
        Optional.ofNullable(body.get("tagPattern")).map(JsonNode::textValue),
        body.path("tagPatternMatches").asBoolean(true));
  }

  /** The parsed terms, or why they are refused. */
  sealed interface Reading {
    record Readable(Terms terms) implements Reading {}

    record Unreadable(AutoPruneRejection why) implements Reading {}
  }

  /** Parses it, with checks in Quay's order. */
  Reading read() {
    Optional<Method> known =
        Arrays.stream(Method.values()).filter(it -> it.word().equals(method)).findFirst();
    if (known.isEmpty()) {
      return new Reading.Unreadable(AutoPruneRejection.UNKNOWN_METHOD);
    }
    Optional<String> text =
        switch (known.get()) {
          case NUMBER_OF_TAGS -> number();
          case CREATION_DATE -> duration();
        };
    if (text.isEmpty()) {
      return new Reading.Unreadable(AutoPruneRejection.INVALID_VALUE);
    }
    return tagPattern.filter(String::isBlank).isPresent()
        ? new Reading.Unreadable(AutoPruneRejection.BLANK_TAG_PATTERN)
        : new Reading.Readable(
            new Terms(known.get(), text.get(), tagPattern.orElse(null), tagPatternMatches));
  }

  private Optional<String> number() {
    return Optional.of(value)
        .filter(JsonNode::isNumber)
        .map(it -> it.decimalValue().toBigInteger())
        .filter(it -> it.signum() > 0 && it.bitLength() < Long.SIZE)
        .map(BigInteger::toString);
  }

  private Optional<String> duration() {
    return Optional.ofNullable(value.textValue()).filter(QuayDuration::isAny);
  }
}
