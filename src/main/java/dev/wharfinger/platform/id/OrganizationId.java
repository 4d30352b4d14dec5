package dev.wharfinger.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** The id of an account that is an organization: {@code namespace.id} of that kind. */
public record OrganizationId(@JsonValue long value) implements Id {

  /** The id with this number. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OrganizationId {}

  /** The id in a column that may be null. */
  public static @Nullable OrganizationId ofNullable(@Nullable Long value) {
    return value == null ? null : new OrganizationId(value);
  }

  /** The id of an account that is known to be, or is about to become, an organization. */
  public static OrganizationId of(AccountId account) {
    return new OrganizationId(account.value());
  }

  /** The organization as an account. */
  public AccountId account() {
    return new AccountId(value);
  }

  /** The number alone, as it is stored and shown. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
