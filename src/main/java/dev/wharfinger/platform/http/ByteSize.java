package dev.wharfinger.platform.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as formatted and parsed by the quota operations. Source: contract common 11.3 and 11.5. */
public final class ByteSize {

  /** Pattern of the string form of a size, for the schemas. */
  public static final String PATTERN =
      "^(\\d+\\s?(B|KiB|MiB|GiB|TiB|PiB|EiB|ZiB|YiB|Ki|Mi|Gi|Ti|Pi|Ei|Zi|Yi"
          + "|KB|MB|GB|TB|PB|EB|ZB|YB|K|M|G|T|P|E|Z|Y)?)$";

  private static final String[] UNITS = {"Byte", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final String PREFIXES = "KMGTPEZY";
  private static final Pattern FORM = Pattern.compile("(\\d+)\\s?([KMGTPEZY]?)(i?)(B?)\\s?");

  /** The result of parsing a text. */
  public sealed interface Parsed {}

  /** A number of bytes, from 0 to the largest that a row can store. */
  public record Bytes(long value) implements Parsed {}

  /** More than a row can store: {@code Unsupported quota size limit.} */
  public record TooLarge() implements Parsed {}

  /** Not a size, or one of the units that upstream cannot convert: {@code Invalid limit format}. */
  public record Unreadable() implements Parsed {}

  private ByteSize() {}

  /** The size in the largest binary unit not above it, with one decimal: {@code 11.5 GiB}. */
  public static String display(long bytes) {
    int unit = 0;
    while (unit < UNITS.length - 1 && bytes >= 1L << (10 * (unit + 1))) {
      unit++;
    }
    return BigDecimal.valueOf(bytes)
            .divide(BigDecimal.valueOf(1L << (10 * unit)))
            .setScale(1, RoundingMode.HALF_EVEN)
            .toPlainString()
        + " "
        + UNITS[unit];
  }

  /**
   * The bytes of a text such as {@code 10 GiB}: {@code GiB} is based on 1024, {@code G} on 1000.
   */
  public static Parsed parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return new Unreadable();
    }
    String prefix = matcher.group(2);
    boolean binary = !matcher.group(3).isEmpty();
    int power = prefix.isEmpty() ? 0 : PREFIXES.indexOf(prefix) + 1;
    if (binary && (power == 0 || power > PREFIXES.indexOf('E') + 1)) {
      return new Unreadable();
    }
    String digits = matcher.group(1);
    if (significantDigits(digits) > 19) {
      return new TooLarge();
    }
    BigInteger bytes =
        new BigInteger(digits).multiply(BigInteger.valueOf(binary ? 1024 : 1000).pow(power));
    return bytes.bitLength() < Long.SIZE ? new Bytes(bytes.longValue()) : new TooLarge();
  }

  private static int significantDigits(String digits) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return digits.length() - zeros;
  }
}
