package dev.wharfinger.repositories.quota;

import static dev.wharfinger.platform.http.Schema.integer;
import static dev.wharfinger.platform.http.Schema.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.ByteSize;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import java.math.BigInteger;
import java.util.Optional;

/** The size requested in a body. Source: contract common 11.5, superuser 4.2, 4.3. */
sealed interface QuotaSize {

  /** The body of a creation: exactly one of the two forms; other properties are allowed. */
  Schema NEW =
      Schema.object()
          .exactlyOne(
              Schema.object().required("limit_bytes").property("limit_bytes", integer()),
              Schema.object()
                  .required("limit")
                  .property("limit", string().pattern(ByteSize.PATTERN)));

  /** The body of a change: at most one of the two forms, and no other properties. */
  Schema CHANGED =
      Schema.object()
          .exactlyOne(
              Schema.object()
                  .required("limit_bytes")
                  .property("limit_bytes", integer())
                  .property("limit", Schema.forbidden())
                  .closed(),
              Schema.object()
                  .required("limit")
                  .property("limit", string().pattern(ByteSize.PATTERN))
                  .property("limit_bytes", Schema.forbidden())
                  .closed(),
              Schema.object().closed());

  /** No size was requested. */
  record None() implements QuotaSize {}

  /** A number of bytes, whatever its sign. */
  record Bytes(long value) implements QuotaSize {}

  /** A number below every number of bytes. */
  record TooSmall(BigInteger value) implements QuotaSize {}

  /** More than can be represented. */
  record TooLarge() implements QuotaSize {}

  /** A text whose unit Quay cannot convert. */
  record Unreadable() implements QuotaSize {}

  /** Parses a body that matches its schema. */
  static QuotaSize of(ObjectNode body) {
    JsonNode bytes = body.get("limit_bytes");
    if (bytes != null) {
      return of(bytes.decimalValue().toBigInteger());
    }
    JsonNode text = body.get("limit");
    if (text == null) {
      return new None();
    }
    return switch (ByteSize.parse(text.textValue())) {
      case ByteSize.Bytes(long value) -> new Bytes(value);
      case ByteSize.TooLarge() -> new TooLarge();
      case ByteSize.Unreadable() -> new Unreadable();
    };
  }

  private static QuotaSize of(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return new Bytes(value.longValue());
    }
    return value.signum() < 0 ? new TooSmall(value) : new TooLarge();
  }

  /**
   * Why there can be no quota of this size; an absent size is left to the caller.
   *
   * @param least the smallest that is accepted
   */
  default Optional<QuotaRejection> issue(Family family, long least) {
    return switch (this) {
      case None() -> Optional.empty();
      case Bytes(long value) ->
          value < least
              ? Optional.of(new QuotaRejection.SizeTooSmall(BigInteger.valueOf(value)))
              : Optional.empty();
      case TooSmall(BigInteger value) -> Optional.of(new QuotaRejection.SizeTooSmall(value));
      case TooLarge() -> Optional.of(QuotaRejection.Simple.SIZE_TOO_LARGE);
      case Unreadable() -> Optional.of(new QuotaRejection.SizeUnreadable(family));
    };
  }
}
