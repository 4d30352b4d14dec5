package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.text.Excerpt;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.StringJoiner;

/**
 * JSON values as Python prints them: the validator's messages are part of the contract (common 5).
 */
public final class PythonRepr {

  private static final int LARGEST_PLAIN_EXPONENT = 15;
  private static final int SMALLEST_PLAIN_EXPONENT = -4;

  private PythonRepr() {}

  /** A value as Python prints it, truncated like an {@link Excerpt}. */
  public static String quoted(JsonNode value) {
    if (value.isTextual()) {
      return quoted(value.textValue());
    }
    StringBuilder repr = new StringBuilder();
    appendBeginning(repr, value);
    return Excerpt.of(repr.toString());
  }

  /** A text as Python prints it, quotes included, truncated like an {@link Excerpt}. */
  public static String quoted(String text) {
    return of(Excerpt.of(text));
  }

  /** Texts as Python lists them, each truncated like an {@link Excerpt}. */
  static String quoted(Iterable<String> texts) {
    StringBuilder repr = new StringBuilder();
    for (String text : texts) {
      if (isEnough(repr)) {
        break;
      }
      repr.append(repr.isEmpty() ? "" : ", ").append(quoted(text));
    }
    return Excerpt.of(repr.toString());
  }

  /** Appends a value, and stops soon after the length that {@link Excerpt} shows. */
  private static void appendBeginning(StringBuilder repr, JsonNode value) {
    switch (value.getNodeType()) {
      case ARRAY -> {
        repr.append('[');
        String comma = "";
        for (JsonNode item : value) {
          if (isEnough(repr)) {
            return;
          }
          repr.append(comma);
          appendBeginning(repr, item);
          comma = ", ";
        }
        repr.append(']');
      }
      case OBJECT -> {
        repr.append('{');
        String comma = "";
        for (var property : value.properties()) {
          if (isEnough(repr)) {
            return;
          }
          repr.append(comma).append(quoted(property.getKey())).append(": ");
          appendBeginning(repr, property.getValue());
          comma = ", ";
        }
        repr.append('}');
      }
      case STRING -> repr.append(quoted(value.textValue()));
      case NULL, MISSING, BOOLEAN, NUMBER, BINARY, POJO -> repr.append(of(value));
    }
  }

  /** Whether there are already more code points than are shown. */
  private static boolean isEnough(StringBuilder repr) {
    return repr.length() > 2 * Excerpt.MAX_QUOTED;
  }

  static String of(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> "None";
      case BOOLEAN -> node.booleanValue() ? "True" : "False";
      case STRING -> of(node.textValue());
      case NUMBER -> node.isFloatingPointNumber() ? of(node.doubleValue()) : node.asText();
      case ARRAY -> {
        StringJoiner items = new StringJoiner(", ", "[", "]");
        node.forEach(item -> items.add(of(item)));
        yield items.toString();
      }
      case OBJECT -> {
        StringJoiner items = new StringJoiner(", ", "{", "}");
        node.properties()
            .forEach(entry -> items.add(of(entry.getKey()) + ": " + of(entry.getValue())));
        yield items.toString();
      }
      case BINARY, POJO -> throw new IllegalArgumentException("no JSON: " + node.getNodeType());
    };
  }

  static String of(List<String> texts) {
    StringJoiner items = new StringJoiner(", ", "[", "]");
    texts.forEach(text -> items.add(of(text)));
    return items.toString();
  }

  /** A text as Python prints it, quotes included. */
  static String of(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder repr = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> append(repr, c, quote));
    return repr.append(quote).toString();
  }

  static String of(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
      String plain = shortest.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = shortest.unscaledValue().abs().toString();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** Java prints two digits where one suffices: {@code 4.9E-324}. */
  private static BigDecimal shortest(double value) {
    BigDecimal printed = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal oneDigit = printed.round(new MathContext(1));
    return oneDigit.doubleValue() == value ? oneDigit : printed;
  }

  private static void append(StringBuilder repr, int c, char quote) {
    switch (c) {
      case '\n' -> repr.append("\\n");
      case '\r' -> repr.append("\\r");
      case '\t' -> repr.append("\\t");
      case '\\' -> repr.append("\\\\");
      default -> {
        if (c == quote) {
          repr.append('\\').append(quote);
        } else if (isPrintable(c)) {
          repr.appendCodePoint(c);
        } else if (c < 0x100) {
          repr.append("\\x%02x".formatted(c));
        } else if (c < 0x10000) {
          repr.append("\\u%04x".formatted(c));
        } else {
          repr.append("\\U%08x".formatted(c));
        }
      }
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
