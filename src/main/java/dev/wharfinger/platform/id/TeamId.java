package dev.wharfinger.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** The id of a team: {@code team.id}. */
public record TeamId(@JsonValue long value) implements Id {

  /** The id with this number. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TeamId {}

  /** The id in a column that may be null. */
  public static @Nullable TeamId ofNullable(@Nullable Long value) {
    return value == null ? null : new TeamId(value);
  }

  /** The number alone, as it is stored and shown. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
