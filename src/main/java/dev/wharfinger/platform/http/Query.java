package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.Bound;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request, parsed by Quay's rules. Source: contract common 6. */
public final class Query {

  @Bound(
      of = "number in a query parameter",
      unit = "characters",
      beyond = "400",
      test = "QueryTest.refusesANumberOfTooManyDigits")
  static final int MAX_DIGITS = 400;

  private static final Set<String> FALSE = Set.of("", "0", "false", "False", "FALSE", "null");
  private static final Pattern INTEGER = Pattern.compile("([+-]?)([0-9]+(?:_[0-9]+)*+)");
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /** Parses a raw query string; of a repeated parameter the first occurrence counts. */
  public static Query parse(@Nullable String raw) {
    Map<String, String> values = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        if (!pair.isEmpty()) {
          values.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
      }
    }
    return new Query(values);
  }

  /**
   * The first value of one parameter in a long text. Does not store the others, of which a body may
   * have hundreds of thousands.
   *
   * @param name letters, digits and {@code _}
   */
  static Optional<String> first(String raw, String name) {
    int longest = 3 * name.length(); // assuming every character is escaped
    for (int from = 0; from <= raw.length(); ) {
      int and = raw.indexOf('&', from);
      int end = and < 0 ? raw.length() : and;
      int equals = raw.indexOf('=', from, end);
      int nameEnd = equals < 0 ? end : equals;
      int length = nameEnd - from;
      if (length >= name.length()
          && length <= longest
          && decode(raw.substring(from, nameEnd)).equals(name)) {
        return Optional.of(equals < 0 ? "" : decode(raw.substring(equals + 1, end)));
      }
      from = end + 1;
    }
    return Optional.empty();
  }

  /** A text, unchanged. */
  public Optional<String> string(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * An integer as Python parses it; values beyond 64 bits become the nearest that fits.
   *
   * @param help the text of the refusal for anything else
   */
  public OptionalLong integer(String name, String help) {
    String text = values.get(name);
    if (text == null) {
      return OptionalLong.empty();
    }
    Matcher matcher = INTEGER.matcher(text.strip());
    if (text.length() > MAX_DIGITS || !matcher.matches()) {
      throw new ApiException(new ApiError.ParameterMessage(name, help));
    }
    BigInteger value = new BigInteger(matcher.group(1) + matcher.group(2).replace("_", ""));
    return OptionalLong.of(value.max(SMALLEST).min(LARGEST).longValue());
  }

  /** The same with a default value. */
  public long integer(String name, String help, long absent) {
    return integer(name, help).orElse(absent);
  }

  /**
   * False for {@code false}, {@code 0}, {@code null} and the empty text; everything else is true.
   */
  public boolean flag(String name, boolean absent) {
    String text = values.get(name);
    return text == null ? absent : !FALSE.contains(text);
  }

  /** Whether every name and value can be stored, see {@link Text#isStorable}. */
  boolean isStorable() {
    return values.entrySet().stream()
        .allMatch(pair -> Text.isStorable(pair.getKey()) && Text.isStorable(pair.getValue()));
  }

  /** Percent-decodes; a malformed escape is kept as it is, malformed UTF-8 becomes U+FFFD. */
  private static String decode(String text) {
    return text.indexOf('%') < 0 && text.indexOf('+') < 0
        ? text
        : URLDecoder.decode(BROKEN_ESCAPE.matcher(text).replaceAll("%25"), StandardCharsets.UTF_8);
  }
}
