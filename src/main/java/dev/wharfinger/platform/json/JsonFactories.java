package dev.wharfinger.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Where every reader of JSON comes from. Readers share no names: a table of all names that were
 * read would belong to all callers alike, and one who sends names with the same hash could make it
 * fail for the others.
 */
public final class JsonFactories {

  private JsonFactories() {}

  /** To be completed with bounds. */
  public static JsonFactoryBuilder builder() {
    return new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
  }

  /** A mapper that is otherwise like any new one. */
  public static ObjectMapper mapper() {
    return new ObjectMapper(builder().build());
  }
}
