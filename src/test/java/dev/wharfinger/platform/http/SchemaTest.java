package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {

  private static final Schema ORGANIZATION =
      Schema.object()
          .required("name")
          .property("name", Schema.string())
          .property("email", Schema.string())
          .property("tag_expiration_s", Schema.integer().minimum(0))
          .property("kind", Schema.oneOfTexts("info", "warning", "error"))
          .property("either", Schema.type("integer", "string"))
          .property("short", Schema.string().minLength(2).atMost(3))
          .property("percent", Schema.number().maximum(100))
          .property("flag", Schema.bool())
          .property("list", Schema.arrayOf(Schema.string()));

  private static final Schema BYTES =
      Schema.object().property("limit_bytes", Schema.integer()).required("limit_bytes");
  private static final Schema TEXT =
      Schema.object()
          .property("limit", Schema.string().pattern(ByteSize.PATTERN))
          .required("limit");
  private static final Schema NEW_QUOTA = Schema.oneOf(BYTES, TEXT);
  private static final Schema CHANGED_QUOTA =
      Schema.oneOf(
          Schema.object()
              .required("limit_bytes")
              .property("limit_bytes", Schema.integer())
              .property("limit", Schema.forbidden())
              .closed(),
          Schema.object()
              .required("limit")
              .property("limit", Schema.string().pattern(ByteSize.PATTERN))
              .property("limit_bytes", Schema.forbidden())
              .closed(),
          Schema.object().closed());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                     | 'name' is a required property
          []                                     | [] is not of type 'object'
          "x"                                    | 'x' is not of type 'object'
          {"name": null}                         | None is not of type 'string'
          {"name": true}                         | True is not of type 'string'
          {"name": 5}                            | 5 is not of type 'string'
          {"name": -0}                           | 0 is not of type 'string'
          {"name": 1e100}                        | 1e+100 is not of type 'string'
          {"name": 10.50}                        | 10.5 is not of type 'string'
          {"name": 123456789012345678901234567890} | 123456789012345678901234567890 is not of type 'string'
          {"name": [1, "a", null, {"b": false}]} | [1, 'a', None, {'b': False}] is not of type 'string'
          {"name": {}}                           | {} is not of type 'string'
          {"name": "a", "email": 1}              | 1 is not of type 'string'
          {"name": 1, "email": 2}                | 1 is not of type 'string'
          {"email": 2}                           | 'name' is a required property
          {"name": "a", "tag_expiration_s": -5}  | -5 is less than the minimum of 0
          {"name": "a", "tag_expiration_s": -0.5} | -0.5 is not of type 'integer'
          {"name": "a", "tag_expiration_s": true} | True is not of type 'integer'
          {"name": "a", "tag_expiration_s": "5"} | '5' is not of type 'integer'
          {"name": "a", "kind": "x"}             | 'x' is not one of ['info', 'warning', 'error']
          {"name": "a", "either": []}            | [] is not of type 'integer', 'string'
          {"name": "a", "short": "s"}            | 's' is too short
          {"name": "a", "short": "😀"}           | '😀' is too short
          {"name": "a", "short": "shor"}         | 'short' must be at most 3 characters
          {"name": "a", "percent": 100.5}        | 100.5 is greater than the maximum of 100
          {"name": "a", "flag": 1}               | 1 is not of type 'boolean'
          {"name": "a", "list": ["b", 1]}        | 1 is not of type 'string'
          """)
  void saysWhatQuaySays(String body, String line) {
    assertThat(ORGANIZATION.violation(json(body))).contains(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name": "a"}
          {"name": "", "unknown": {"x": [1]}}
          {"name": "a", "tag_expiration_s": 10.0, "percent": 99.5, "either": 1, "short": "😀😀"}
          {"name": "a", "kind": "info", "flag": false, "list": []}
          """)
  void acceptsWhatQuayAccepts(String body) {
    assertThat(ORGANIZATION.violation(json(body))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                 | 'limit_bytes' is a required property
          {"limit_bytes": "10"}              | '10' is not of type 'integer'
          {"limit_bytes": 10.5}              | 10.5 is not of type 'integer'
          {"limit_bytes": true}              | True is not of type 'integer'
          {"limit": 5}                       | 5 is not of type 'string'
          {"limit_bytes": "x", "limit": 5}   | 5 is not of type 'string'
          """)
  void reportsTheBranchThatWasMeant(String body, String line) {
    assertThat(NEW_QUOTA.violation(json(body))).contains(line);
  }

  @Test
  void quotesTheExpressionWithDoubledBackslashes() {
    assertThat(NEW_QUOTA.violation(json("{\"limit\": \"abc\"}")).orElseThrow())
        .startsWith("'abc' does not match '^(\\\\d+\\\\s?(B|KiB|");
  }

  @Test
  void namesTheFirstOfSeveralMatchingBranchesLast() {
    assertThat(NEW_QUOTA.violation(json("{\"limit_bytes\": 1, \"limit\": \"1K\"}")).orElseThrow())
        .startsWith(
            "{'limit_bytes': 1, 'limit': '1K'} is valid under each of {'type': 'object',"
                + " 'properties': {'limit': {'type': 'string', 'pattern': '^(")
        .endsWith(
            ", {'type': 'object', 'properties': {'limit_bytes': {'type': 'integer'}},"
                + " 'required': ['limit_bytes']}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"limit_bytes": 7, "limit": "1K"} | {} is not allowed for 7
          {"other": 1}                      | 'limit_bytes' is a required property
          {"limit_bytes": 7, "x": 1}        | Additional properties are not allowed ('x' was unexpected)
          """)
  void reportsForbiddenProperties(String body, String line) {
    assertThat(CHANGED_QUOTA.violation(json(body))).contains(line);
  }

  @Test
  void acceptsEachBranchOfTheChangedQuota() {
    assertThat(CHANGED_QUOTA.violation(json("{}"))).isEmpty();
    assertThat(CHANGED_QUOTA.violation(json("{\"limit_bytes\": 0}"))).isEmpty();
    assertThat(CHANGED_QUOTA.violation(json("{\"limit\": \"10 GiB\"}"))).isEmpty();
  }

  @Test
  void listsEveryUnexpectedProperty() {
    assertThat(Schema.object().closed().violation(json("{\"b\": 1, \"a\": 2}")))
        .contains("Additional properties are not allowed ('b', 'a' were unexpected)");
  }

  @Test
  void reportsTheFirstBranchOfAnyOf() {
    Schema schema =
        Schema.object().property("expiration", Schema.anyOf(Schema.number(), Schema.type("null")));
    assertThat(schema.violation(json("{\"expiration\": \"5\"}")))
        .contains("'5' is not of type 'number'");
    assertThat(schema.violation(json("{\"expiration\": null}"))).isEmpty();
  }

  @Test
  void prefersAPlainKeywordToAWeakOneOfTheSameDepth() {
    Schema schema = Schema.anyOf(Schema.string(), Schema.integer()).required("a");
    assertThat(schema.violation(json("{}"))).contains("'a' is a required property");
  }

  @Test
  void findsExpressionsAnywhereAndToleratesOneTrailingNewline() {
    Schema schema = Schema.string().pattern("^[a-z]+$");
    assertThat(schema.violation(json("\"ab\\n\""))).isEmpty();
    assertThat(schema.violation(json("\"ab\\r\""))).contains("'ab\\r' does not match '^[a-z]+$'");
    assertThat(Schema.string().pattern("b").violation(json("\"abc\""))).isEmpty();
  }

  @Test
  void namesWhatIsTooLongAndSaysNothingOfIt() {
    Schema schema =
        Schema.object()
            .property("text", Schema.type("string", "null").atMost(2))
            .property("inner", Schema.object().property("deep", Schema.text(2)))
            .property("list", Schema.arrayOf(Schema.text(2), 2))
            .property("metadata", Schema.object().atMostBytes(9))
            .property("ruled", Schema.string().heldTo(2));
    assertThat(schema.violation(json("{\"text\": \"\ud83d\ude00\ud83d\ude00\"}"))).isEmpty();
    assertThat(schema.violation(json("{\"text\": null}"))).isEmpty();
    assertThat(schema.violation(json("{\"text\": \"abc\"}")))
        .contains("'text' must be at most 2 characters");
    assertThat(schema.violation(json("{\"inner\": {\"deep\": \"abc\"}}")))
        .contains("'deep' must be at most 2 characters");
    assertThat(schema.violation(json("{\"list\": [\"ab\", \"abc\"]}")))
        .contains("'list' must be at most 2 characters");
    assertThat(schema.violation(json("{\"list\": [1, 2, 3]}")))
        .contains("'list' must be at most 2 items");
    assertThat(schema.violation(json("{\"metadata\": { \"a\" : \"b\" }}"))).isEmpty();
    assertThat(schema.violation(json("{\"metadata\": {\"a\": \"é\"}}")))
        .contains("'metadata' must be at most 9 bytes");
    assertThat(schema.violation(json("{\"ruled\": \"abc\"}"))).isEmpty();
    assertThat(schema.toJson().toString())
        .contains(
            "\"text\":{\"type\":[\"string\",\"null\"],\"maxLength\":2}",
            "\"maxItems\":2",
            "\"x-max-bytes\":9",
            "\"ruled\":{\"type\":\"string\",\"maxLength\":2}");
  }

  @Test
  void isReadableAsJsonSchema() {
    assertThat(CHANGED_QUOTA.toJson().toString())
        .startsWith(
            "{\"oneOf\":[{\"type\":\"object\",\"required\":[\"limit_bytes\"],\"properties\":"
                + "{\"limit_bytes\":{\"type\":\"integer\"},\"limit\":{\"not\":{}}},"
                + "\"additionalProperties\":false},");
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
