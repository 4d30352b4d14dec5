package dev.wharfinger.platform.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * A duration in Quay's format, such as {@code 2w}; the text is kept because clients compare it with
 * the list of options. Source: contract organization 0.5.
 */
public record QuayDuration(String text, long seconds) {

  static final String ALLOWED = "a whole number followed by s, m, h, d or w, such as 2w";

  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,12})([smhdw])");

  /** What Quay takes where no setting lists what it may be. */
  private static final Pattern ANY = Pattern.compile("(-?[0-9]{1,11})([smhdwy])");

  /**
   * Parses a duration.
   *
   * @throws IllegalArgumentException if the text is not a duration
   */
  public static QuayDuration parse(String text) {
    return parse(SHAPE, text);
  }

  /**
   * Parses one that may also be negative, or in years of 365 days.
   *
   * @throws IllegalArgumentException if the text is not a duration
   */
  public static QuayDuration parseAny(String text) {
    return parse(ANY, text);
  }

  /** Whether a text can be {@linkplain #parseAny parsed}. */
  public static boolean isAny(String text) {
    return ANY.matcher(text).matches();
  }

  private static QuayDuration parse(Pattern shape, String text) {
    Matcher matcher = shape.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not " + ALLOWED);
    }
    return new QuayDuration(
        text, Long.parseLong(matcher.group(1)) * secondsOf(matcher.group(2).charAt(0)));
  }

  /** The same duration as a Java type. */
  public Duration toDuration() {
    return Duration.ofSeconds(seconds);
  }

  @Override
  public String toString() {
    return text;
  }

  private static long secondsOf(char unit) {
    return switch (unit) {
      case 's' -> 1;
      case 'm' -> 60;
      case 'h' -> 3_600;
      case 'd' -> 86_400;
      case 'w' -> 604_800;
      case 'y' -> 31_536_000;
      default -> throw new IllegalArgumentException("not " + ALLOWED);
    };
  }

  /** For the configuration library, which finds it as a service. */
  public static final class FromText implements Converter<QuayDuration> {
    @Override
    public @Nullable QuayDuration convert(String value) {
      return value.isEmpty() ? null : parse(value);
    }
  }
}
