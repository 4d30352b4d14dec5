package dev.wharfinger.registries.servicekey;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a service key expires, as sent by clients: epoch seconds, or null for never. Source:
 * contract superuser 6.1, common 8.
 */
sealed interface Expiration {

  /** The expiration; null for none. */
  record At(@Nullable Instant time) implements Expiration {}

  /** A time that cannot be represented. */
  record Impossible(String reason) implements Expiration {}

  /** Beyond these, 64-bit clocks overflow, or the year is out of range. */
  BigDecimal PLATFORM = BigDecimal.valueOf(31_556_889_864_403_199L);

  /** The years that Quay's calendar supports. */
  int LAST_YEAR = 9999;

  /** Parses a number that matches the schema, or null. */
  static Expiration of(JsonNode value) {
    if (value.isNull()) {
      return new At(null);
    }
    BigDecimal seconds = value.decimalValue();
    if (seconds.abs().compareTo(PLATFORM) > 0) {
      return new Impossible("timestamp out of range for platform time_t");
    }
    BigDecimal rounded = seconds.setScale(6, RoundingMode.HALF_EVEN);
    BigDecimal whole = rounded.setScale(0, RoundingMode.FLOOR);
    Instant time =
        Instant.ofEpochSecond(
            whole.longValueExact(), rounded.subtract(whole).movePointRight(9).longValueExact());
    int year = time.atOffset(ZoneOffset.UTC).getYear();
    return year < 1 || year > LAST_YEAR
        ? new Impossible("year " + year + " is out of range")
        : new At(time);
  }

  /**
   * Why it is invalid at this moment.
   *
   * @param past the reason if it is over
   */
  default Optional<ServiceKeyRejection> issue(Instant now, ServiceKeyRejection past) {
    return switch (this) {
      case Impossible(String reason) ->
          Optional.of(new ServiceKeyRejection.ImpossibleExpiration(reason));
      case At(Instant time) when time != null && !time.isAfter(now) -> Optional.of(past);
      case At _ -> Optional.empty();
    };
  }
}
