package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A body that was validated before the caller's permission was checked: its errors are reported
 * only after that check. Source: contract neighbours 6.
 */
public sealed interface CheckedBody {

  /** The body of an operation that reads none. */
  CheckedBody NONE = new Fits(JsonNodeFactory.instance.objectNode());

  /** It matches its schema. */
  record Fits(ObjectNode json) implements CheckedBody {}

  /** It is refused. */
  record Faulty(ApiError why) implements CheckedBody {
    @Override
    public ObjectNode json() {
      throw new ApiException(why);
    }
  }

  /** A valid body. */
  ObjectNode json();

  /** Why it is refused, if it is. */
  default Optional<RequestRejection> fault() {
    return switch (this) {
      case Fits _ -> Optional.empty();
      case Faulty(ApiError why) -> Optional.of(new RequestRejection.InvalidBody(why));
    };
  }

  /** A text that the schema requires of a valid body. */
  default String text(String name) {
    return json().get(name).textValue();
  }
}
