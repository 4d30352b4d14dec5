package dev.wharfinger.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** The id of an account of any kind, user, robot or organization: {@code namespace.id}. */
public record AccountId(@JsonValue long value) implements Id {

  /** The id with this number. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AccountId {}

  /** The id in a column that may be null. */
  public static @Nullable AccountId ofNullable(@Nullable Long value) {
    return value == null ? null : new AccountId(value);
  }

  /** The number alone, as it is stored and shown. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
