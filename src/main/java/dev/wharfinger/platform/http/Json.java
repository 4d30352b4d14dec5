package dev.wharfinger.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.json.JsonFactories;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** JSON as the API reads and writes it: strict when reading, one trailing newline when writing. */
public final class Json {

  @Bound(
      of = "nesting of a JSON body",
      unit = "levels",
      beyond = "400",
      test = "RequestIntakeTest.refusesBodiesThatAreNoText")
  private static final int MAX_DEPTH = 64;

  @Bound(
      of = "number in a JSON body",
      unit = "digits",
      beyond = "400",
      test = "RequestIntakeTest.refusesBodiesThatAreNoText")
  private static final int MAX_DIGITS = 400;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Memory of a node and its reference in its parent. */
  private static final int PART_BYTES = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactories.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addModule(new Jdk8Module())
          .build();

  private Json() {}

  /** The bytes of a JSON body, including the newline. */
  public static byte[] line(Object value) {
    try {
      byte[] json = MAPPER.writeValueAsBytes(value);
      byte[] line = Arrays.copyOf(json, json.length + 1);
      line[json.length] = '\n';
      return line;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether Python treats a value as true: null, zero and everything empty is false. */
  public static boolean isTrue(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> value.booleanValue();
      case NUMBER -> value.decimalValue().signum() != 0;
      case STRING -> !value.textValue().isEmpty();
      case ARRAY, OBJECT -> !value.isEmpty();
      case NULL, MISSING, BINARY, POJO -> false;
    };
  }

  /** The length of a value as stored by the database, which writes out all digits of a number. */
  public static long storedBytes(JsonNode value) {
    return value.toString().getBytes(StandardCharsets.UTF_8).length + digitsToCome(value);
  }

  private static long digitsToCome(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      int whole = value.decimalValue().toPlainString().length();
      return Math.max(0, whole - value.asText().length());
    }
    long digits = 0;
    for (JsonNode part : value) {
      digits += digitsToCome(part);
    }
    return digits;
  }

  /** A value as a tree. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * An upper bound for the memory in bytes of the tree of a text, estimated from its separators.
   */
  static long treeBytes(byte[] text) {
    long parts = 0;
    for (byte character : text) {
      if (character == ',' || character == '[' || character == '{' || character == ':') {
        parts++;
      }
    }
    return parts * PART_BYTES;
  }

  /**
   * The single JSON value of a text, with or without a byte order mark (RFC 8259 8.1); empty for
   * anything else: malformed, duplicate keys, too deep, not UTF-8, numbers beyond a double, and
   * text that the database cannot store (NUL, half a surrogate pair).
   */
  public static Optional<JsonNode> parse(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(withoutMark(bytes)).toString();
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() || !storable(node) ? Optional.empty() : Optional.of(node);
    } catch (CharacterCodingException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static ByteBuffer withoutMark(byte[] bytes) {
    int from = Arrays.mismatch(bytes, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length ? 3 : 0;
    return ByteBuffer.wrap(bytes, from, bytes.length - from);
  }

  private static boolean storable(JsonNode node) {
    if (node.isTextual()) {
      return Text.isStorable(node.textValue());
    }
    if (node.isDouble()) {
      return Double.isFinite(node.doubleValue());
    }
    for (var property : node.properties()) {
      if (!Text.isStorable(property.getKey())) {
        return false;
      }
    }
    for (JsonNode child : node) {
      if (!storable(child)) {
        return false;
      }
    }
    return true;
  }
}
