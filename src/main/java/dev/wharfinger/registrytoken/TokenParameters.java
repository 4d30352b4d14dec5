package dev.wharfinger.registrytoken;

import dev.wharfinger.registrytoken.RegistryRefusal.Code;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request for a token, of its query or its form; {@code scope} may come several
 * times.
 */
record TokenParameters(Map<String, List<String>> values) {

  private static final int MAX_PARAMETERS = 64;

  /** Reads URL-encoded text; any other is refused. */
  static TokenParameters of(String encoded) {
    try {
      return new TokenParameters(
          new QueryStringDecoder(encoded, StandardCharsets.UTF_8, false, MAX_PARAMETERS)
              .parameters());
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  /** The first value of a parameter that has any. */
  Optional<String> value(String name) {
    return all(name).stream().findFirst();
  }

  /** Every value of a parameter; what the database could not take is refused. */
  List<String> all(String name) {
    List<String> all =
        values.getOrDefault(name, List.of()).stream().filter(value -> !value.isEmpty()).toList();
    if (all.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
      throw unreadable();
    }
    return all;
  }

  private static RegistryRefusal unreadable() {
    return new RegistryRefusal(Code.UNSUPPORTED, "The parameters cannot be read.");
  }

  /** Keeps passwords out of every log line. */
  @Override
  public String toString() {
    return "TokenParameters[***]";
  }
}
