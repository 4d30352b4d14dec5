package dev.wharfinger.platform.config;

import io.smallrye.config.common.utils.StringUtil;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The format rule of a setting's text. Every value is checked before it is converted, so that an
 * invalid one is reported by its key, with what is allowed, and a secret one is not shown.
 */
sealed interface SettingFormat {

  /** The format of a text that is an entry of a mapping in Quay's file. */
  String ATTRIBUTE = "attribute";

  /** What is allowed, to follow "it takes". */
  String allowed();

  /** Whether the text conforms to the rule. */
  boolean accepts(String text);

  /** The value as shown in JSON. */
  default Object read(String text) {
    return text;
  }

  /** The text as the converters expect it. */
  default String tidy(String text) {
    return text.strip();
  }

  /** A switch, in the spellings of YAML and Python. */
  record Switch() implements SettingFormat {
    @Override
    public String allowed() {
      return "true or false";
    }

    @Override
    public boolean accepts(String text) {
      return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    @Override
    public Object read(String text) {
      return Boolean.valueOf(text);
    }
  }

  /** A whole number; both bounds are inclusive. */
  record Number(long minimum, long maximum) implements SettingFormat {
    @Override
    public String allowed() {
      return "a whole number from %d to %d".formatted(minimum, maximum);
    }

    @Override
    public boolean accepts(String text) {
      try {
        long number = Long.parseLong(text);
        return minimum <= number && number <= maximum;
      } catch (NumberFormatException e) {
        return false;
      }
    }

    @Override
    public Object read(String text) {
      return Long.valueOf(text);
    }
  }

  /** A duration; both bounds, in seconds, are inclusive. */
  record Span(long minimum, long maximum) implements SettingFormat {
    @Override
    public String allowed() {
      return "%s, from %ds to %ds".formatted(QuayDuration.ALLOWED, minimum, maximum);
    }

    @Override
    public boolean accepts(String text) {
      try {
        long seconds = QuayDuration.parse(text).seconds();
        return minimum <= seconds && seconds <= maximum;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }

  /** Any text. */
  record Text() implements SettingFormat {
    @Override
    public String allowed() {
      return "a text";
    }

    @Override
    public boolean accepts(String text) {
      return true;
    }
  }

  /** One of several words, spelled exactly like this. */
  record Choice(List<String> words) implements SettingFormat {
    @Override
    public String allowed() {
      return String.join(" or ", words);
    }

    @Override
    public boolean accepts(String text) {
      return words.contains(text);
    }
  }

  /** A text that one of the service's value types can parse. */
  record Parsed(String allowed, Function<String, Object> parser) implements SettingFormat {
    @Override
    public boolean accepts(String text) {
      try {
        Object _ = parser.apply(text);
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }

  /** Items separated by commas; surrounding blanks and empty items are ignored. */
  record ListOf(SettingFormat item) implements SettingFormat {
    @Override
    public String allowed() {
      return "a list, each item " + item.allowed();
    }

    @Override
    public boolean accepts(String text) {
      return items(text).stream().allMatch(item::accepts);
    }

    @Override
    public Object read(String text) {
      return items(text).stream().map(item::read).toList();
    }

    @Override
    public String tidy(String text) {
      return join(items(text));
    }

    /** Whether it corresponds, entry by entry, to a mapping in Quay's file. */
    boolean isMapping() {
      return item instanceof Parsed parsed && parsed.allowed().equals("name=value");
    }

    static String join(List<String> items) {
      return items.stream()
          .map(item -> item.replace("\\", "\\\\").replace(",", "\\,"))
          .collect(Collectors.joining(","));
    }

    static List<String> items(String text) {
      return Arrays.stream(StringUtil.split(text))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .toList();
    }
  }

  /** Whether values are texts, which are used as written. */
  default boolean isTextual() {
    return switch (this) {
      case Switch _, Number _ -> false;
      case Span _, Text _, Choice _, Parsed _ -> true;
      case ListOf list -> list.item().isTextual();
    };
  }

  /** The rule described by a property of the schema. */
  static SettingFormat of(Map<?, ?> property) {
    return switch (String.valueOf(property.get("type"))) {
      case "boolean" -> new Switch();
      case "integer" -> new Number(bound(property, "minimum"), bound(property, "maximum"));
      case "array" -> new ListOf(of((Map<?, ?>) Objects.requireNonNull(property.get("items"))));
      case String type when type.equals("string") -> ofText(property);
      case String type -> throw new IllegalStateException("unknown type in the schema: " + type);
    };
  }

  private static SettingFormat ofText(Map<?, ?> property) {
    if (property.get("enum") instanceof List<?> words) {
      return new Choice(words.stream().map(String::valueOf).toList());
    }
    return switch (String.valueOf(property.get("format"))) {
      case "null" -> new Text();
      case "quay-duration" -> new Span(bound(property, "minimum"), bound(property, "maximum"));
      case "issuer" -> new Parsed(TrustedIssuer.ALLOWED, TrustedIssuer::parse);
      case "base64-256" -> new Parsed("the base64 of 32 bytes", SettingFormat::key);
      case ATTRIBUTE -> new Parsed("name=value", SettingFormat::attribute);
      case "http-address" ->
          new Parsed("the address of a server, as https://registry:5000", SettingFormat::address);
      case "topic-prefix" ->
          new Parsed(
              "letters, digits, dots, hyphens and underscores, at most 100", SettingFormat::topic);
      case "log-origin" ->
          new Parsed(
              "a name without white space or plus signs, at most 255", SettingFormat::logOrigin);
      case String format ->
          throw new IllegalStateException("unknown format in the schema: " + format);
    };
  }

  private static long bound(Map<?, ?> property, String name) {
    return ((java.lang.Number) Objects.requireNonNull(property.get(name))).longValue();
  }

  private static Object key(String text) {
    if (Base64.getDecoder().decode(text).length != 32) {
      throw new IllegalArgumentException("not 32 bytes");
    }
    return text;
  }

  private static Object attribute(String text) {
    if (text.indexOf('=') < 1) {
      throw new IllegalArgumentException("not name=value");
    }
    return text;
  }

  private static Object logOrigin(String text) {
    if (!text.matches("[^\\s+]{1,255}")) {
      throw new IllegalArgumentException("no name of a log");
    }
    return text;
  }

  private static Object address(String text) {
    if (!Pattern.matches("https?://[A-Za-z0-9.\\[\\]:_-]{1,253}", text)) {
      throw new IllegalArgumentException("not the address of a server");
    }
    return text;
  }

  private static Object topic(String text) {
    if (!Pattern.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}", text)) {
      throw new IllegalArgumentException("not the beginning of a topic's name");
    }
    return text;
  }
}
