package dev.wharfinger.registries.immutability;

import static dev.wharfinger.platform.http.Schema.bool;
import static dev.wharfinger.platform.http.Schema.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.Terms;
import java.util.Optional;

/** The complete policy requested by a client. Source: contract repositories 4. */
record WantedPolicy(Terms terms) {

  @Bound(
      of = "pattern of an immutability policy",
      unit = "characters",
      beyond = "400",
      test = "ImmutabilityPolicyApiTest.refusesPatternsInQuaysOrder")
  static final int MAX_PATTERN = 256;

  static final Schema BODY =
      Schema.object()
          .required("tagPattern")
          .property("tagPattern", string().heldTo(MAX_PATTERN))
          .property("tagPatternMatches", bool());

  static WantedPolicy of(ObjectNode body) {
    return new WantedPolicy(
        new Terms(
            body.get("tagPattern").textValue(), body.path("tagPatternMatches").asBoolean(true)));
  }

  /** Why it is refused, if it is. */
  Optional<ImmutabilityRejection> fault() {
    String pattern = terms.tagPattern();
    if (pattern.isBlank()) {
      return Optional.of(ImmutabilityRejection.Simple.BLANK_PATTERN);
    }
    return pattern.codePointCount(0, pattern.length()) > MAX_PATTERN
        ? Optional.of(ImmutabilityRejection.Simple.LONG_PATTERN)
        : TagPattern.fault(pattern).map(ImmutabilityRejection.InvalidPattern::new);
  }
}
