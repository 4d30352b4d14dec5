package dev.wharfinger.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Values that programs have stumbled over. */
final class Nasty {

  /** Stands in most of the texts, so that they are found again where they should not be. */
  static final String MARK = "zq7x";

  /** Texts as they stand between the quotes of JSON. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          MARK + "\\u0000",
          "\\u0000",
          MARK + "\\ud800",
          "\\udc00" + MARK,
          "\\ud83d\\ude00",
          "\\ufeff" + MARK,
          "\\u202e" + MARK + "\\u202d",
          "\\u200b\\u200b\\u200d",
          "e\\u0301" + MARK,
          "\\u0130stanbul",
          "\\u0131i\\u0049",
          "\\uffff\\ufffe",
          "\\u007f\\u0080\\u009f",
          "\\n\\r\\t" + MARK,
          MARK + "\\r\\nX-Injected: yes",
          "\\u2028\\u2029",
          "' OR ''='",
          MARK + "'; --",
          "${" + MARK + "}",
          "#{" + MARK + "} {{7*7}} %s %n %x",
          "<script>" + MARK + "</script>",
          "../../etc/" + MARK,
          "..",
          ".",
          "/",
          "\\\\" + MARK,
          "\\u00e9\\u4e2d\\u6587",
          "\\ud834\\udd1e",
          "null",
          "true",
          "-1",
          "0x10",
          "NaN",
          "1e400",
          "9223372036854775808",
          "__proto__",
          MARK + "+robot",
          MARK + "@" + MARK,
          MARK + "@[127.0.0.1]",
          "\\\"" + MARK + "\\\"@x.org",
          "a,b@x.org",
          "http://[::1]:0/" + MARK,
          "http://169.254.169.254/",
          "http://user:" + MARK + "@127.0.0.1:1/",
          "file:///etc/passwd",
          "javascript:alert(1)",
          "https://" + MARK + ".invalid/%zz",
          "data:text/html," + MARK,
          MARK.toUpperCase(java.util.Locale.ROOT),
          "A",
          "a b",
          "\\u00df",
          "\\ufb03",
          "\\u1e9e",
          "\\u0345");

  /** Values of JSON, and texts that look like some. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-0.0",
          "1",
          "-1",
          "0.1",
          "1.0",
          "1e0",
          "1e400",
          "-1e400",
          "1e-400",
          "NaN",
          "Infinity",
          "-Infinity",
          "01",
          "+1",
          ".5",
          "5.",
          "0x1F",
          "2147483648",
          "-2147483649",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "99999999999999999999999999999999",
          "1" + "0".repeat(390),
          "1" + "0".repeat(5000),
          "0." + "3".repeat(380),
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[{}]",
          "{\"\": \"\"}",
          "{\"a\": {\"a\": {\"a\": 1}}}",
          "[".repeat(50) + "]".repeat(50),
          "[".repeat(100) + "]".repeat(100),
          "[".repeat(30_000),
          "{\"a\":".repeat(60) + "1" + "}".repeat(60),
          "'single'",
          "undefined",
          "\"open");

  private static final List<String> PATH_TEXTS =
      List.of(
          "%00",
          "%0A",
          "%20",
          "..",
          "%2e%2e",
          "%2E",
          "%2F",
          "%252F",
          "'%20OR%20''='",
          "%F0%9F%98%80",
          "%ED%A0%80",
          "%FF",
          "%C0%AF",
          "%25",
          "%",
          "%zz",
          ";a=b",
          "a;b",
          "-1",
          "0",
          "2147483648",
          "9223372036854775808",
          "null",
          "x" + "y".repeat(300),
          "x".repeat(2500),
          "+",
          "a+b",
          "%E2%80%AE" + MARK,
          "%C4%B0",
          "caf%C3%A9",
          "cafe%CC%81",
          "UPPER",
          "*",
          "$",
          "~",
          "@",
          ":",
          "a:b",
          "[",
          "]",
          "%5B",
          "|",
          "^",
          "`",
          "\\",
          "%5C",
          "\u00e9",
          "\u00ff\u00fe",
          "<b>",
          "\"",
          "{x}",
          MARK + "%0d%0aX-Injected:%20yes");

  private Nasty() {}

  /** A text for JSON, with its quotes. */
  static String text(SplittableRandom random) {
    int kind = random.nextInt(100);
    if (kind < 75) {
      return "\"" + pick(TEXTS, random) + "\"";
    }
    if (kind < 97) {
      return "\"" + MARK + "x".repeat(random.nextInt(1, 400)) + "\"";
    }
    String unit = pick(List.of("x", "\u00e9", "\u200b", "\\u200b", "\ud83d\ude00"), random);
    int length = 1 << random.nextInt(8, kind == 99 ? 17 : 14);
    return "\"" + MARK + unit.repeat(length) + "\"";
  }

  /** Whatever may stand for a value of JSON. */
  static String value(SplittableRandom random) {
    return random.nextInt(3) == 0 ? text(random) : pick(VALUES, random);
  }

  /** What may stand between two slashes of a path. */
  static String segment(SplittableRandom random) {
    return pick(PATH_TEXTS, random);
  }

  /** What may stand after the equals sign of a query. */
  static String queryValue(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> segment(random).replace("#", "%23");
      case 1 -> URLEncoder.encode(unquoted(pick(VALUES, random)), StandardCharsets.UTF_8);
      case 2 -> pick(DATES, random);
      default -> pick(NUMBERS, random);
    };
  }

  private static final List<String> DATES =
      List.of(
          "01/01/0001",
          "12/31/9999",
          "12/31/99999",
          "02/29/2023",
          "00/00/0000",
          "13/13/2026",
          "1/1/2026",
          "01/01/2026%20",
          "01/01/2026%20UTC",
          "2026-01-01",
          "01%2F01%2F1970",
          "-1/-1/-1",
          "01/01/292278995",
          "%F0%9F%98%80/01/2026");

  private static final List<String> NUMBERS =
      List.of(
          "",
          "0",
          "-1",
          "1",
          "100",
          "101",
          "1e3",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "%2B5",
          "%205%20",
          "5.0",
          "%D9%A3",
          "0x10",
          "1_000",
          "true",
          "FaLsE",
          "null");

  /** A value for a header, each character a byte; no line ends in it. */
  static String header(SplittableRandom random) {
    return pick(HEADERS, random);
  }

  private static final List<String> HEADERS =
      List.of(
          "",
          MARK,
          "\u00e9\u00ff\u0080",
          "\t" + MARK + "\t",
          ",".repeat(500),
          "=;=;=",
          "\"" + MARK,
          "x".repeat(3000),
          "${jndi:ldap://127.0.0.1/" + MARK + "}",
          "%00%0d%0a",
          "\u00c2\u00a0\u00e2\u0080\u00ae",
          "null",
          "-1",
          "0",
          "()",
          "*");

  /** A random member. */
  static <T> T pick(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String unquoted(String text) {
    return text.length() > 1000 ? text.substring(0, 1000) : text;
  }
}
