package dev.wharfinger.registries.registrytoken;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.registries.registrytoken.RegistryRefusal.Code;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a token request, from its query or its form; {@code scope} may occur several
 * times.
 */
record TokenParameters(Map<String, List<String>> values) {

  @Bound(
      of = "parameters of a request for a registry token",
      unit = "parameters",
      beyond = "400",
      test = "RegistryTokenApiTest.cutsNoScopeOff")
  private static final int MAX_PARAMETERS = 1_024;

  /** Parses URL-encoded text; anything else is refused. */
  static TokenParameters of(String encoded) {
    try {
      Map<String, List<String>> values =
          new QueryStringDecoder(encoded, StandardCharsets.UTF_8, false, MAX_PARAMETERS + 1)
              .parameters();
      if (values.values().stream().mapToInt(List::size).sum() > MAX_PARAMETERS) {
        throw unreadable();
      }
      return new TokenParameters(values);
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  /** The first value of a parameter, if any. */
  Optional<String> value(String name) {
    return all(name).stream().findFirst();
  }

  /** Every value of a parameter; text that the database cannot store is refused. */
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

  /** Keeps passwords out of logs. */
  @Override
  public String toString() {
    return "TokenParameters[***]";
  }
}
