package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.config.Bound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The permitted values of a reported event. Source: docs/activity.md. */
final class Values {

  /** Larger than any blob that a registry accepts. */
  @Bound(
      of = "reported size of a blob",
      unit = "bytes",
      beyond = "the size is rejected: size",
      test = "NotificationReaderTest.takesNoSizeThatNoBlobHas")
  static final long LARGEST_BLOB = 1L << 44;

  @Bound(
      of = "name of a reported repository",
      unit = "characters",
      beyond = "the event is rejected: repository",
      test = "NotificationReaderTest.rejectsANameThatIsTooLong")
  static final int LONGEST_NAME = 512;

  @Bound(
      of = "reported digest",
      unit = "characters",
      beyond = "rejected: digest, or reference",
      test = "NotificationReaderTest.rejectsADigestThatIsTooLong")
  static final int LONGEST_DIGEST = 256;

  /** An earlier time comes from a machine without a clock: there were no containers then. */
  private static final Instant EARLIEST = Instant.parse("2013-01-01T00:00:00Z");

  /** The most that the clocks of a registry and of Kafka may differ. */
  @Bound(
      of = "time by which a report's timestamp may be ahead of Kafka's clock",
      unit = "minutes",
      beyond = "the time at which Kafka stored it is used",
      test = "NotificationReaderTest.holdsTimesAgainstKafkas")
  private static final long MINUTES_AHEAD = 5;

  static final Pattern ID = Pattern.compile("[!-~]{1,255}");
  static final Pattern DIGEST =
      Pattern.compile("[a-z0-9]++(?:[+._-][a-z0-9]++)*+:[0-9a-zA-Z=_-]{16,}+");
  static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  static final Pattern REPOSITORY =
      Pattern.compile("[a-z0-9]++(?:[._-]++[a-z0-9]++)*+(?:/[a-z0-9]++(?:[._-]++[a-z0-9]++)*+)*+");

  private Values() {}

  static boolean isSize(JsonNode size) {
    return size.isIntegralNumber() && size.longValue() >= 0 && size.longValue() <= LARGEST_BLOB;
  }

  static String digestOf(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static @Nullable Instant time(JsonNode value) {
    try {
      return OffsetDateTime.parse(value.asText("")).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException | ArithmeticException _) {
      return null;
    }
  }

  static boolean isPossible(Instant time, Instant received) {
    return !time.isBefore(EARLIEST)
        && !time.isAfter(received.plus(Duration.ofMinutes(MINUTES_AHEAD)));
  }

  /** An address without its port. */
  static String host(String address) {
    int colon = address.lastIndexOf(':');
    String host =
        colon > 0 && (address.indexOf(':') == colon || address.charAt(colon - 1) == ']')
            ? address.substring(0, colon)
            : address;
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** Whether there is no value. */
  static boolean isNothing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().isEmpty());
  }

  /** The length is checked first, because matching may take long. */
  static boolean matches(JsonNode value, Pattern pattern, int longest) {
    return value.isTextual()
        && value.textValue().length() <= longest
        && pattern.matcher(value.textValue()).matches();
  }
}
