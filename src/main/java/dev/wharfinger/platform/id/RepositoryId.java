package dev.wharfinger.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** The id of a repository: {@code repository.id}. */
public record RepositoryId(@JsonValue long value) implements Id {

  /** The id with this number. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RepositoryId {}

  /** The id in a column that may be null. */
  public static @Nullable RepositoryId ofNullable(@Nullable Long value) {
    return value == null ? null : new RepositoryId(value);
  }

  /** The number alone, as it is stored and shown. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
