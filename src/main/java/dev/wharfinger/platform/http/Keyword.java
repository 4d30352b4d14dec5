package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One keyword of a body schema, with its value. */
sealed interface Keyword {

  /** Its name in JSON Schema. */
  String name();

  /** One of these types. */
  record Type(List<String> types) implements Keyword {
    @Override
    public String name() {
      return "type";
    }
  }

  /** Names that must be present, reported in this order. */
  record Required(List<String> names) implements Keyword {
    @Override
    public String name() {
      return "required";
    }
  }

  /** Schemas of values by name, checked in this order. */
  record Properties(Map<String, Schema> schemas) implements Keyword {
    @Override
    public String name() {
      return "properties";
    }
  }

  /** A regular expression found in the text, with Python's notion of line ends and letters. */
  record Matching(Pattern pattern) implements Keyword {
    @Override
    public String name() {
      return "pattern";
    }
  }

  /** One of these values. */
  record Enumeration(List<JsonNode> values) implements Keyword {
    @Override
    public String name() {
      return "enum";
    }
  }

  /** No number below this. */
  record Minimum(BigDecimal limit) implements Keyword {
    @Override
    public String name() {
      return "minimum";
    }
  }

  /** No number above this. */
  record Maximum(BigDecimal limit) implements Keyword {
    @Override
    public String name() {
      return "maximum";
    }
  }

  /** No text shorter than this, in code points. */
  record MinLength(int length) implements Keyword {
    @Override
    public String name() {
      return "minLength";
    }
  }

  /** No text longer than this, in code points; reported without the text. */
  record AtMost(int length) implements Keyword {
    @Override
    public String name() {
      return "maxLength";
    }
  }

  /** A length that the decision enforces with its own error text; here it is only documented. */
  record HeldTo(int length) implements Keyword {
    @Override
    public String name() {
      return "maxLength";
    }
  }

  /** No value whose JSON has more bytes than this; reported without the value. */
  record AtMostBytes(int length) implements Keyword {
    @Override
    public String name() {
      return "x-max-bytes";
    }
  }

  /** No array longer than this; the elements of a longer one are not checked. */
  record MaxItems(int length) implements Keyword {
    @Override
    public String name() {
      return "maxItems";
    }
  }

  /** The schema of every element of an array. */
  record Items(Schema schema) implements Keyword {
    @Override
    public String name() {
      return "items";
    }
  }

  /** Exactly one of these. */
  record OneOf(List<Schema> branches) implements Keyword {
    @Override
    public String name() {
      return "oneOf";
    }
  }

  /** At least one of these. */
  record AnyOf(List<Schema> branches) implements Keyword {
    @Override
    public String name() {
      return "anyOf";
    }
  }

  /** Must not match this. */
  record Not(Schema schema) implements Keyword {
    @Override
    public String name() {
      return "not";
    }
  }

  /** No properties other than those in {@code properties}. */
  record Closed() implements Keyword {
    @Override
    public String name() {
      return "additionalProperties";
    }
  }

  /** Text for the API description; has no effect on validation. */
  record Description(String text) implements Keyword {
    @Override
    public String name() {
      return "description";
    }
  }
}
