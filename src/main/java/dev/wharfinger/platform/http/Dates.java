package dev.wharfinger.platform.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The date forms of the API. Source: contract common 8. */
public final class Dates {

  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
  private static final DateTimeFormatter RFC_2822 = seconds("'-0000'");
  private static final DateTimeFormatter HTTP = seconds("'GMT'");
  private static final Pattern FILTER =
      Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?:\\s+UTC)?\\s*", Pattern.CASE_INSENSITIVE);

  private Dates() {}

  /** {@code Fri, 21 Aug 2026 16:02:54 -0000}: logs, builds and most others. */
  public static String rfc2822(Instant time) {
    return RFC_2822.format(time);
  }

  /** {@code Fri, 21 Aug 2026 16:02:54 GMT}: service keys. */
  public static String http(Instant time) {
    return HTTP.format(time);
  }

  /**
   * UTC midnight of a log filter {@code MM/DD/YYYY}, with or without a trailing {@code UTC}; empty
   * for any other text, which clients expect to be ignored, and for the last representable day,
   * because lists add a day and no answer can show the year 10000.
   */
  public static Optional<Instant> logFilter(String text) {
    Matcher matcher = FILTER.matcher(text);
    if (!matcher.matches() || matcher.group(3).equals("0000")) {
      return Optional.empty();
    }
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(matcher.group(3)),
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)));
      return Optional.of(day)
          .filter(LAST::isAfter)
          .map(it -> it.atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter seconds(String zone) {
    return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss " + zone, Locale.ENGLISH)
        .withZone(ZoneOffset.UTC);
  }
}
