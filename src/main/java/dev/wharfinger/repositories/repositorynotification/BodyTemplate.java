package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.BadExpression;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.EmptyExpression;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.UnreadableTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The body of a webhook as its creator wants it: JSON with expressions such as {@code ${name}} in
 * its texts and keys. A text that is one expression becomes what it finds, with its type; within
 * other text, several values are joined by commas. Source: contract repositories 6.4.
 */
final class BodyTemplate {

  @Bound(
      of = "body of a webhook made from a template",
      unit = "bytes",
      beyond = "it is not sent, which counts as a failure",
      test = "BodyTemplateTest.makesNoMoreThanItsBound")
  static final int MOST_BYTES = 256 * 1024;

  private static final String ABSENT = "(none)";

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");

  private static final ObjectReader JSON =
      JsonFactories.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final JsonFactory WRITER = JsonFactories.mapper().getFactory();

  private final JsonNode json;

  private BodyTemplate(JsonNode json) {
    this.json = json;
  }

  /** The result is longer than a body may be. */
  static final class TooLong extends RuntimeException {
    TooLong() {
      super("too long", null, false, false);
    }
  }

  /** Why a template is refused; empty if it is not. */
  static Optional<RepositoryNotificationRejection> fault(JsonNode template) {
    if (!template.isTextual()) {
      return Optional.of(new UnreadableTemplate("it is not a text"));
    }
    try {
      return faultWithin(JSON.readTree(template.textValue()));
    } catch (JsonProcessingException e) {
      return Optional.of(new UnreadableTemplate(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<RepositoryNotificationRejection> faultWithin(JsonNode json) {
    if (json.isMissingNode()) {
      return Optional.of(new UnreadableTemplate("it is empty"));
    }
    if (json.isTextual()) {
      return faultOf(json.textValue());
    }
    for (var member : json.properties()) {
      Optional<RepositoryNotificationRejection> fault =
          faultOf(member.getKey()).or(() -> faultWithin(member.getValue()));
      if (fault.isPresent()) {
        return fault;
      }
    }
    if (json.isArray()) {
      for (JsonNode element : json) {
        Optional<RepositoryNotificationRejection> fault = faultWithin(element);
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Finds the expressions of a text in one pass: what is not closed is not looked for again from
   * each of its beginnings.
   */
  static Matcher expressions(CharSequence text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) != '}') {
      end--;
    }
    return EXPRESSION.matcher(text).region(0, end);
  }

  private static Optional<RepositoryNotificationRejection> faultOf(String text) {
    Matcher matcher = expressions(text);
    while (matcher.find()) {
      String expression = matcher.group(1);
      if (expression.isBlank()) {
        return Optional.of(new EmptyExpression());
      }
      try {
        var _ = ValuePath.parse(expression);
      } catch (ValuePath.NotAPath e) {
        return Optional.of(new BadExpression(expression, e.reason()));
      }
    }
    return Optional.empty();
  }

  /** A template without a {@link #fault}. */
  static BodyTemplate of(String text) {
    try {
      return new BodyTemplate(JSON.readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException("not a template", e);
    }
  }

  /** The body; fails with {@link TooLong}. */
  byte[] apply(JsonNode data) {
    Bounded out = new Bounded();
    try (JsonGenerator generator = WRITER.createGenerator(out)) {
      write(json, data, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(JsonNode template, JsonNode data, JsonGenerator out)
      throws IOException {
    if (template.isObject()) {
      out.writeStartObject();
      for (var member : template.properties()) {
        out.writeFieldName(text(member.getKey(), data));
        write(member.getValue(), data, out);
      }
      out.writeEndObject();
    } else if (template.isArray()) {
      out.writeStartArray();
      for (JsonNode element : template) {
        write(element, data, out);
      }
      out.writeEndArray();
    } else if (template.isTextual()) {
      write(template.textValue(), data, out);
    } else {
      out.writeTree(template);
    }
  }

  private static void write(String text, JsonNode data, JsonGenerator out) throws IOException {
    Matcher matcher = EXPRESSION.matcher(text);
    if (!matcher.matches()) {
      out.writeString(text(text, data));
      return;
    }
    List<JsonNode> found = find(matcher.group(1), data);
    switch (found.size()) {
      case 0 -> out.writeNull();
      case 1 -> out.writeTree(found.getFirst());
      default -> {
        out.writeStartArray();
        for (JsonNode each : found) {
          out.writeTree(each);
        }
        out.writeEndArray();
      }
    }
  }

  private static String text(String template, JsonNode data) {
    StringBuilder text = new StringBuilder();
    Matcher matcher = expressions(template);
    int end = 0;
    while (matcher.find()) {
      text.append(template, end, matcher.start());
      List<JsonNode> found = find(matcher.group(1), data);
      text.append(
          found.isEmpty()
              ? ABSENT
              : found.stream().map(BodyTemplate::plain).collect(Collectors.joining(",")));
      if (text.length() > MOST_BYTES) {
        throw new TooLong();
      }
      end = matcher.end();
    }
    return text.append(template, end, template.length()).toString();
  }

  private static String plain(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static List<JsonNode> find(String expression, JsonNode data) {
    try {
      return ValuePath.parse(expression).find(data);
    } catch (ValuePath.NotAPath e) {
      throw new IllegalStateException("a path when the notification was created", e);
    }
  }

  /** Holds no more than a body may have. */
  private static final class Bounded extends ByteArrayOutputStream {

    @Override
    public void write(int b) {
      require(1);
      super.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      require(length);
      super.write(bytes, offset, length);
    }

    private void require(int more) {
      if (count + more > MOST_BYTES) {
        throw new TooLong();
      }
    }
  }
}
