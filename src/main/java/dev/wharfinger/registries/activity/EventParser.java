package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.registries.activity.EventForm.Document;
import dev.wharfinger.registries.activity.EventForm.Each;
import dev.wharfinger.registries.activity.EventForm.Fields;
import dev.wharfinger.registries.activity.EventForm.Kept;
import dev.wharfinger.registries.activity.EventForm.Scalar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads the relevant parts of an event's JSON and skips the rest, however large: a manifest's
 * annotations are part of its notification. A value that has the wrong type, or is too large,
 * becomes {@link #WRONG}; characters that the database cannot store (NUL, half a surrogate pair)
 * become U+FFFD.
 */
final class EventParser {

  /** Stands for an unusable value; a missing one means something else. */
  static final JsonNode WRONG = BooleanNode.FALSE;

  @Bound(
      of = "nesting of a reported event",
      unit = "levels",
      beyond = "the event is rejected: depth",
      test = "EventParserTest.rejectsWhatIsNestedTooDeep")
  static final int DEEPEST = 1_000;

  @Bound(
      of = "text in a reported event",
      unit = "characters",
      beyond = "the rest is cut off",
      test = "EventParserTest.cutsTexts")
  static final int LONGEST_TEXT = 16_384;

  @Bound(
      of = "references in a reported manifest",
      unit = "references",
      beyond = "the rest is rejected: reference",
      test = "EventParserTest.readsAsManyReferencesAsAManifestCanHave")
  static final int MOST_REFERENCES = 65_536;

  @Bound(
      of = "log lines in a reported build",
      unit = "lines",
      beyond = "the rest is rejected: build",
      test = "EventParserTest.readsSoManyLinesOfABuild")
  static final int MOST_LINES = 10_000;

  @Bound(
      of = "document (job, status, config, data) in a reported build",
      unit = "characters",
      beyond = "the document is rejected: build",
      test = "EventParserTest.leavesOutDocumentsThatAreTooLarge")
  static final int LARGEST_DOCUMENT = 16_384;

  @Bound(
      of = "nesting of a document in a reported build",
      unit = "levels",
      beyond = "the document is rejected: build",
      test = "EventParserTest.leavesOutDocumentsThatAreTooLarge")
  private static final int DEEPEST_DOCUMENT = 32;

  @Bound(
      of = "integer in a reported event; a number with a fraction may have twice as many digits",
      unit = "digits",
      beyond = "rejected under the reason of its field; null in a document",
      test = "EventParserTest.leavesOutNumbersThatAreTooLong")
  private static final int LONGEST_NUMBER = 20;

  private static final JsonFactory JSON =
      JsonFactories.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** A text is not an event. */
  static final class Unparsable extends Exception {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    Unparsable(Fault fault) {
      super(fault.word(), null, false, false);
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  private final JsonParser in;

  private EventParser(JsonParser in) {
    this.in = in;
  }

  /** Parses the event in a range of bytes. */
  static ObjectNode parse(byte[] bytes, int from, int length) throws Unparsable {
    try (Reader text =
            new InputStreamReader(
                new ByteArrayInputStream(bytes, from, length), StandardCharsets.UTF_8);
        JsonParser in = JSON.createParser(text)) {
      if (in.nextToken() == null) {
        throw new Unparsable(Fault.JSON);
      }
      JsonNode event = new EventParser(in).read(EventForm.EVENT);
      if (in.nextToken() != null) {
        throw new Unparsable(Fault.JSON);
      }
      if (event instanceof ObjectNode object) {
        return object;
      }
      throw new Unparsable(Fault.SHAPE);
    } catch (StreamConstraintsException _) {
      throw new Unparsable(Fault.DEPTH);
    } catch (JsonProcessingException _) {
      throw new Unparsable(Fault.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the value that begins here, up to its end. */
  private JsonNode read(Kept kept) throws IOException {
    return switch (kept) {
      case Scalar _ -> scalar();
      case Fields(Map<String, Kept> of) -> fields(of);
      case Each(Kept of, int most) -> each(of, most);
      case Document _ -> document();
    };
  }

  private JsonNode fields(Map<String, Kept> known) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return scalarOrWrong();
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      Kept kept = known.get(name);
      in.nextToken();
      if (kept == null) {
        in.skipChildren();
      } else {
        object.set(name, read(kept));
      }
    }
    return object;
  }

  private JsonNode each(Kept kept, int most) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      return scalarOrWrong();
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (array.size() < most) {
        array.add(read(kept));
      } else {
        in.skipChildren();
        if (array.size() == most) {
          array.add(WRONG);
        }
      }
    }
    return array;
  }

  /** Null if missing; anything else is of the wrong type. */
  private JsonNode scalarOrWrong() throws IOException {
    return scalar().isNull() ? NullNode.instance : WRONG;
  }

  private JsonNode scalar() throws IOException {
    return switch (in.currentToken()) {
      case VALUE_NULL -> NullNode.instance;
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_STRING -> TextNode.valueOf(storable(in.getText(), LONGEST_TEXT));
      case VALUE_NUMBER_INT -> whole(in.getText());
      default -> {
        in.skipChildren();
        yield WRONG;
      }
    };
  }

  private static JsonNode whole(String digits) {
    try {
      return digits.length() > LONGEST_NUMBER ? WRONG : LongNode.valueOf(Long.parseLong(digits));
    } catch (NumberFormatException _) {
      return WRONG;
    }
  }

  /** A value of any form, up to a maximum size. */
  private JsonNode document() throws IOException {
    int[] left = {LARGEST_DOCUMENT};
    JsonNode value = any(left, 0);
    return left[0] < 0 ? WRONG : value;
  }

  private JsonNode any(int[] left, int depth) throws IOException {
    left[0] -= 4;
    if (left[0] < 0 || depth > DEEPEST_DOCUMENT) {
      left[0] = -1;
      in.skipChildren();
      return WRONG;
    }
    return switch (in.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (in.nextToken() != JsonToken.END_OBJECT) {
          String name = storable(in.currentName(), LARGEST_DOCUMENT);
          left[0] -= name.length();
          in.nextToken();
          JsonNode value = any(left, depth + 1);
          if (left[0] >= 0) {
            object.set(name, value);
          }
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          JsonNode value = any(left, depth + 1);
          if (left[0] >= 0) {
            array.add(value);
          }
        }
        yield array;
      }
      case VALUE_STRING -> {
        String text = storable(in.getText(), LARGEST_DOCUMENT + 1);
        left[0] -= text.length();
        yield TextNode.valueOf(text);
      }
      case VALUE_NUMBER_FLOAT -> {
        double number = in.getTextLength() > LONGEST_NUMBER * 2 ? Double.NaN : in.getDoubleValue();
        yield Double.isFinite(number) ? DoubleNode.valueOf(number) : NullNode.instance;
      }
      case VALUE_FALSE -> BooleanNode.FALSE;
      default -> scalar();
    };
  }

  private static String storable(String text, int longest) {
    String cut = text.length() > longest ? text.substring(0, longest) : text;
    boolean fine = true;
    for (int i = 0; i < cut.length() && fine; i++) {
      fine = cut.charAt(i) != 0 && !Character.isSurrogate(cut.charAt(i));
    }
    if (fine) {
      return cut;
    }
    StringBuilder storable = new StringBuilder(cut.length());
    cut.codePoints()
        .map(c -> c == 0 || (c <= 0xFFFF && Character.isSurrogate((char) c)) ? 0xFFFD : c)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }
}
